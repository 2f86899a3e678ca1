"""Python's garbage collector, set for a server."""

import gc


def tune_garbage_collector() -> None:
    """Makes the garbage collector run less often, and skip the objects that live as long as the process.

    A response creates many short-lived objects and hardly any reference cycles. With the default settings, a quarter
    of the time went into looking for cycles. Looking more rarely still lets cycles pile up, and the event loop waits
    while they are freed: validation of a document leaves a thousand objects in cycles. Under documents that differed
    each time, on a busy machine, thresholds of 10,000, 10 and 5 made a collection of the second generation take up to
    60 ms, these up to 33. Mixed reads take as much processor time and memory with either.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5_000, 4, 3)

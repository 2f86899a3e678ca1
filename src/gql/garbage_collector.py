"""Python's garbage collector, set for a server."""

import gc


def tune_garbage_collector() -> None:
    """Makes the garbage collector run less often, and skip the objects that live as long as the process.

    A response creates many short-lived objects and hardly any reference cycles. With the default settings, a quarter
    of the time went into looking for cycles. Looking more rarely still lets cycles pile up. After 3,000 mixed reads,
    16 at a time, the process had grown from 128 to 235 MB with 20 and 50 as the second and third threshold, and to
    165 MB with 10 and 5, in no more processor time: 15.7 instead of 17.4 ms each.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 5)

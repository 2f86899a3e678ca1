"""Files as nobody should send them, and as many do: all made here, none kept in the repository."""

from corpus.active_pdfs import active_pdfs
from corpus.broken_images import broken_images
from corpus.cases import Case
from corpus.images import images
from corpus.mutations import mutations
from corpus.pdfs import pdfs
from corpus.texts import texts


def corpus() -> list[Case]:
    """Every file. Their names differ."""
    cases = [*images(), *broken_images(), *pdfs(), *active_pdfs(), *texts(), *mutations()]
    assert len({case.name for case in cases}) == len(cases)
    return cases

"""A corpus of files to upload: valid, unusual, broken and hostile ones, all generated."""

from corpus.active_pdfs import active_pdfs
from corpus.broken_images import broken_images
from corpus.cases import Case
from corpus.images import images
from corpus.mutated_files import mutated_files
from corpus.other_files import other_files
from corpus.pdfs import pdfs


def corpus() -> list[Case]:
    """Every file, each with a unique name."""
    cases = [*images(), *broken_images(), *pdfs(), *active_pdfs(), *other_files(), *mutated_files()]
    assert len({case.name for case in cases}) == len(cases)
    return cases

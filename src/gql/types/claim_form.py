"""The form CMS-1500 as a claim on paper would fill it."""

from gql.graph.declarations import object_type
from gql.graph.fields import attribute
from gql.types.eligibility import ClaimProblem


@object_type
class ClaimBox:
    """A box of the CMS-1500 (02/12) with its value, or with what leaves it empty; neither where none is needed."""

    box: str = attribute(description="The number printed in the box, such as `11d`.")
    label: str = attribute(description="What the box is for, to show to people.")
    value: str | None = attribute(
        description="As it would be printed: names `LAST, FIRST, M`, dates `MM DD YYYY`, for choices the words beside "
        "the box that is ticked, after a date of birth `F` or `M`. An address has three lines: the street, the city "
        "with the state, and the postal code. Null where the box stays empty."
    )
    problem: ClaimProblem | None = attribute(description="What leaves the box empty though it is needed.")

"""Whether a client may add insurance in the portal."""

import pytest

from insurance.enums import CollectionOverride
from insurance.insurance_collection import InsuranceCollection, insurance_collection


@pytest.mark.parametrize(
    ("override", "practice_default", "enabled"),
    [
        pytest.param("INHERIT", True, True, id="inherit, the practice collects"),
        pytest.param("INHERIT", False, False, id="inherit, the practice does not"),
        pytest.param("ON", True, True, id="on, the practice collects"),
        pytest.param("ON", False, True, id="on, the practice does not"),
        pytest.param("OFF", True, False, id="off, the practice collects"),
        pytest.param("OFF", False, False, id="off, the practice does not"),
    ],
)
def test_the_override_wins_in_both_directions(override: str, practice_default: bool, enabled: bool) -> None:
    chosen = CollectionOverride(override)
    assert insurance_collection(chosen, practice_default) == InsuranceCollection(chosen, practice_default, enabled)

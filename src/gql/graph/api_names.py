"""The API's spelling of the names in `insurance` and `store`: `end_date` there is `endDate` here.

The schema spells its own fields with the same function of Strawberry's. This is the only place where names that are
values (the path of a problem, the field of a change, the field of a form) are spelled as the API spells them.
"""

from typing import Any

from gql.graph.library_internals import to_camel_case

# The API names this setting as the product does.
_OTHERWISE = {"collection_override": "insuranceCollection"}


def api_name(name: str) -> str:
    """One name, or a path such as `policyholder.address.postal_code`; an index such as `0` stays as it is."""
    return ".".join(_OTHERWISE.get(part) or to_camel_case(part) for part in name.split("."))


def with_api_names(value: Any) -> Any:
    """The value, with the keys of its dictionaries spelled as the API does, however deep they lie."""
    if isinstance(value, dict):
        return {api_name(key): with_api_names(item) for key, item in value.items()}
    return [with_api_names(item) for item in value] if isinstance(value, list) else value

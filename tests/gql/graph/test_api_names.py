"""The API's spelling of the records' names."""

from dataclasses import fields
from typing import Any

import pytest
from graphql import GraphQLObjectType

from gql.graph.api_names import api_name, with_api_names
from gql.schema import executable
from insurance.facts import Client, Payer, Policy, Practice


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("end_date", "endDate"),
        ("type", "type"),
        ("0", "0"),
        ("line1", "line1"),
        ("edi_payer_id", "ediPayerId"),
        ("policyholder.address.postal_code", "policyholder.address.postalCode"),
        ("collection_override", "insuranceCollection"),
    ],
)
def test_a_name_is_spelled_as_the_schema_spells_it(name: str, spelled: str) -> None:
    assert api_name(name) == spelled
    assert api_name(spelled) == spelled


@pytest.mark.parametrize("fact", [Policy, Payer, Client, Practice])
def test_a_field_that_the_schema_has_is_spelled_like_it(fact: type[Any]) -> None:
    schema_type = executable.type_map[fact.__name__]
    assert isinstance(schema_type, GraphQLObjectType)
    schema = schema_type.fields
    ids = {"client_id", "payer_id", "ended_by_id", "merged_into_id"}
    hidden = {"time_zone"} if "timeZone" not in schema else set()
    assert {api_name(field.name) for field in fields(fact) if field.name not in ids | hidden} <= schema.keys()


def test_only_the_keys_of_an_input_are_spelled() -> None:
    values = {"end_date": "end_date", "policyholder": {"first_name": None}, "add_attachments": [{"upload_id": "a_b"}]}
    assert with_api_names(values) == {
        "endDate": "end_date",
        "policyholder": {"firstName": None},
        "addAttachments": [{"uploadId": "a_b"}],
    }

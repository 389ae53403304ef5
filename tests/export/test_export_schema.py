"""The JSON Schema and the field table against the nouns and against themselves."""

from dataclasses import fields as dataclass_fields

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from govcrawl.export.fields import FIELDS, STORED, Field
from govcrawl.export.kinds import Maybe, kind_of
from govcrawl.export.schema import record_schema
from govcrawl.items import Article

SCHEMA = record_schema()


def test_the_schema_is_a_valid_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_every_field_of_an_article_is_described() -> None:
    inner = {"id", "removed", "marks", "parts"}  # of no meaning to an analyst
    kept = {field.name for field in dataclass_fields(Article)} - inner | {"_id", *STORED}
    assert {field.name for field in FIELDS} == kept


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_a_field_is_valid(field: Field) -> None:
    Draft202012Validator(SCHEMA, format_checker=FormatChecker()).validate({field.name: field.example})


@pytest.mark.parametrize("name", [field.name for field in FIELDS if isinstance(field.kind, Maybe)])
def test_a_field_that_a_page_may_not_state_may_be_null(name: str) -> None:
    Draft202012Validator(SCHEMA).validate({name: None})


def test_an_unknown_field_is_invalid() -> None:
    assert not Draft202012Validator(SCHEMA).is_valid({"headline": "x"})


def test_a_date_in_another_zone_is_invalid() -> None:
    assert not Draft202012Validator(SCHEMA).is_valid({"published_at": "2024-03-05T01:12:00Z"})


@pytest.mark.parametrize("annotation", [set[str], str | int, bytes])
def test_an_annotation_nobody_foresaw_is_refused(annotation: object) -> None:
    with pytest.raises(TypeError, match="no kind of data"):
        kind_of(annotation)

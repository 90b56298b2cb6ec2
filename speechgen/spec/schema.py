"""The JSON Schema of specs, by which editors complete keys, show what they mean, and mark errors."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema

from speechgen.spec.model import Spec


def spec_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of the models, with a description for every key. specs/spec.schema.json holds it."""
    schema = Spec.model_json_schema(schema_generator=_Generator)
    head = {"$schema": _Generator.schema_dialect, "title": "speechgen spec 清单文件"}
    return {**head, **{key: value for key, value in schema.items() if key not in head}}


class _Generator(GenerateJsonSchema):
    def field_title_should_be_set(self, schema: CoreSchema | Any) -> bool:
        """No titles such as `Sha256` beside the key `sha256`."""
        return False

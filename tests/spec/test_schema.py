"""The schema that editors use is the one the models have."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from speechgen.app.schema import schema
from speechgen.spec.model import MODELS
from speechgen.spec.schema import spec_schema
from speechgen.spec.store import HEAD

FILE = Path(__file__).parents[2] / "specs" / "spec.schema.json"


def objects() -> Iterator[dict[str, Any]]:
    found = spec_schema()
    yield found
    yield from found["$defs"].values()


def test_the_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == schema(), "run: speechgen schema > specs/spec.schema.json"
    assert FILE.name in HEAD


def test_every_key_says_what_it_means_and_no_other_is_allowed() -> None:
    keys = [list(found["properties"]) for found in objects()]
    assert sorted(keys) == sorted(list(model.model_fields) for model in MODELS)
    for found in objects():
        assert found["description"] and found["additionalProperties"] is False
        assert all(key["description"] for key in found["properties"].values())


def test_it_is_draft_2020_12_and_plain_json() -> None:
    found = spec_schema()
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(schema()) == found
    assert found["properties"]["version"]["const"] == 1
    assert found["$defs"]["Party"]["properties"]["role"]["enum"] == ["lead", "duty", "support"]

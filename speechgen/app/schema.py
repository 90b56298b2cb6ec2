"""`schema`: the JSON Schema of specs."""

from __future__ import annotations

import json


def schema() -> str:
    """The schema as text, the one that stands in specs/spec.schema.json."""
    from speechgen.spec.schema import spec_schema

    return json.dumps(spec_schema(), ensure_ascii=False, indent=2) + "\n"

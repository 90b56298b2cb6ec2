"""Templates that want to run code, read files, run for ever or fill the memory: each is stopped, soon and with words.

The collection is tests/cases/templates/hostile.txt; it goes through an HTML template and through a Word form.
"""

from __future__ import annotations

import datetime
import io
import re
import time
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest

from speechgen.diagnostics import Problem
from speechgen.templating import expand
from speechgen.writers.docx import fill

CASES = Path(__file__).parent.parent / "cases" / "templates" / "hostile.txt"
MOMENT = datetime.datetime(2026, 2, 3, tzinfo=datetime.UTC)
VALUES = {"tasks": [SimpleNamespace(text="修路", id=str(n), due=()) for n in range(400)], "name": "云溪县"}
STOPPED = {"forbidden", "too-long", "endless", "syntax", "undefined", "unprintable", "failed", "unknown-part"}


def cases() -> list[str]:
    """One template a paragraph; lines that begin with # say what it wants."""
    found = re.split(r"\n\n+", CASES.read_text(encoding="utf-8").strip())
    return ["\n".join(line for line in case.split("\n") if not line.startswith("#")) for case in found]


def stopped(caught: Problem, began: float) -> None:
    assert time.monotonic() - began < 60, "bounded in time"
    for found in caught.diagnostics:
        code = found.code.removeprefix("templating.").removeprefix("writers.docx-")
        assert code in STOPPED | {"template", "name"}
        assert found.message("zh") and found.message("en") and found.hint("zh")


@pytest.mark.parametrize("template", cases())
def test_a_hostile_template_is_stopped(template: str) -> None:
    began = time.monotonic()
    with pytest.raises(Problem) as caught:
        expand(template, VALUES, file="x.html.j2", load={"self.j2": template}.get)
    stopped(caught.value, began)


@pytest.mark.parametrize("template", cases())
def test_a_hostile_word_form_is_stopped(template: str) -> None:
    document = docx.Document()
    for line in template.split("\n"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    began = time.monotonic()
    with pytest.raises(Problem) as caught:
        fill(out.getvalue(), VALUES, "x.docx", MOMENT)
    stopped(caught.value, began)


def test_what_an_honest_template_does_is_far_below_the_bounds() -> None:
    """A list of 2,000 tasks with everything in it takes a hundredth of the budget."""
    tasks = [SimpleNamespace(text="修路架桥" * 20, id=str(n), due=()) for n in range(2000)]
    text = (
        "<table>{% for t in tasks %}<tr><td>{{ loop.index ~ '.' ~ t.text | unclosed | redacted }}</td></tr>{% endfor %}"
    )
    assert len(expand(text, {"tasks": tasks}, file="x")) > 160_000

"""Every rule is tested by its own examples; a kind of rule without a runner fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from speechgen.document import Document, Mark, View
from speechgen.passes import dues, mentions, parties, tasks
from speechgen.passes._numbering import number_at
from speechgen.passes._party_names import is_party
from speechgen.passes._quantities import find_quantities
from speechgen.passes._quantity_names import name_before
from speechgen.passes._tables import meaning_of
from speechgen.passes.genre import find_fault
from speechgen.passes.milestones import find_periods
from speechgen.passes.roles import role_by_words
from speechgen.passes.split_lines import run_on_end
from speechgen.render.livelihood import announces_livelihood, names_livelihood
from speechgen.render.placing import is_leader
from speechgen.render.year_targets import measure_key
from speechgen.rules import load_rule, rule_names
from speechgen.source import Source, Span

Example = dict[str, Any]
YEAR = 2026


def numbering(_: Example, example: Example) -> None:
    number = number_at(example["text"], 0)
    assert (number.style if number else None) == example["style"]
    if number:
        assert example["text"][: number.span.end] == example["number"]


def roles(_: Example, example: Example) -> None:
    assert role_by_words(example["text"]) == example["role"]


def front(rule: Example, example: Example) -> None:
    whole, part = ("salutation", "addressee"), ("subtitle", "closing", "appended", "named_title")
    fields = [f for f in whole if re.fullmatch(rule[f], example["text"])]
    fields += [f for f in part if re.search(rule[f], example["text"])]
    assert example["field"] in fields


def front_values(rule: Example, example: Example) -> None:
    found = [m for m in (re.search(p, example["text"]) for p in rule[example["field"]]) if m]
    assert found and next(g for g in found[0].groups() if g) == example["value"]


def verdicts(_: Example, example: Example) -> None:
    assert tasks.verdict(example["text"], example["context"])[0] == example["verdict"]


def party_names(_: Example, example: Example) -> None:
    assert is_party(example["text"]) is example["party"]


def leaders(_: Example, example: Example) -> None:
    assert is_leader(example["text"]) is example["leader"]


def target_periods(_: Example, example: Example) -> None:
    text = example["text"]
    targets = [f.span for f in find_quantities(text, 0, len(text))]
    found = find_periods(text, Span(0, len(text)), targets)
    shown = {re.sub(r"^\D*", "", text[t.start : t.end]): period for t, (period, _) in found.items()}
    assert shown == example["found"]


def livelihood(_: Example, example: Example) -> None:
    assert names_livelihood(example["text"]) is example["named"]
    assert announces_livelihood(example["text"]) is example["announces"]


def year_targets(_: Example, example: Example) -> None:
    assert measure_key(example["text"], "%") == (example["key"], "%")


def party_phrases(_: Example, example: Example) -> None:
    text = example["text"]
    document = Document(source=Source("", text), view=View.of(text), marks=(Mark("task", Span(0, len(text))),))
    found = [m for m in parties.run(document).marks if m.kind == "party"]
    assert {text[m.span.start : m.span.end]: m.data["role"] for m in found} == example["found"]


def time_limits(_: Example, example: Example) -> None:
    text = example["text"]
    limits = dues.find_dues(text, Span(0, len(text)), YEAR)
    found = {text[s.start : s.end]: d.isoformat() if d else None for s, d, _ in limits}
    assert found == example["found"]


def quantities(_: Example, example: Example) -> None:
    found = find_quantities(example["text"], 0, len(example["text"]))
    assert [[f.name, f.op, f.value, f.unit] for f in found] == example["found"]


def run_on_titles(_: Example, example: Example) -> None:
    end = run_on_end(example["text"], 0)
    assert (example["text"][:end] if end else None) == example["cut"]


def table_headers(_: Example, example: Example) -> None:
    assert meaning_of(example["text"]) == example["meaning"]


def quantity_names(_: Example, example: Example) -> None:
    assert name_before(example["text"], 0, len(example["text"]), example.get("earlier", "")) == example["name"]


def mention(rule: Example, example: Example) -> None:
    pattern = re.compile("|".join(rule["patterns"]))
    assert [m.group() for m in pattern.finditer(example["text"])] == example["found"]


def projects(_: Example, example: Example) -> None:
    text = example["text"]
    found = mentions.find_projects(text, Span(0, len(text)))
    assert [[text[s.start : s.end], stage] for s, stage in found] == example["found"]


def lexicon(rule: Example, example: Example) -> None:
    assert (example["text"] in rule["words"]) is example["found"]


def genre(_: Example, example: Example) -> None:
    assert (find_fault(example["text"]) == "") is example["genre"]


def parts(rule: Example, example: Example) -> None:
    assert re.search(rule[example["field"]], example["text"])


RUNNERS: dict[str, Callable[[Example, Example], None]] = {
    "numbering": numbering,
    "roles": roles,
    "front": front,
    "front values": front_values,
    "verdicts": verdicts,
    "party names": party_names,
    "leaders": leaders,
    "livelihood": livelihood,
    "year targets": year_targets,
    "periods": target_periods,
    "party phrases": party_phrases,
    "time limits": time_limits,
    "quantities": quantities,
    "run-on titles": run_on_titles,
    "table headers": table_headers,
    "quantity names": quantity_names,
    "mentions": mention,
    "projects": projects,
    "genre": genre,
    "parts": parts,
    "lexicon": lexicon,
}
ELSEWHERE = ("cleaning/", "ledger/", "lights/", "lint/", "units/")
"""Rooms whose examples are run beside the code that knows them: tests/passes/cleaning, tests/lint, tests/tracking …"""


def cases() -> list[Any]:
    return [
        pytest.param(load_rule(name), example, id=f"{name}:{n}")
        for name in rule_names()
        if load_rule(name)["kind"] in RUNNERS
        for n, example in enumerate(load_rule(name)["examples"], 1)
    ]


@pytest.mark.parametrize(("rule", "example"), cases())
def test_example(rule: Example, example: Example) -> None:
    RUNNERS[rule["kind"]](rule, example)


@pytest.mark.parametrize("name", rule_names())
def test_every_rule_has_examples_and_a_runner(name: str) -> None:
    rule = load_rule(name)
    assert rule["examples"], f"{name} has no example"
    assert rule["kind"] in RUNNERS or name.startswith(ELSEWHERE)


@pytest.mark.parametrize("name", rule_names())
def test_every_rule_says_why_in_both_languages(name: str) -> None:
    assert re.search(r"[\u4e00-\u9fff]{4}", load_rule(name)["why_zh"])
    assert re.search(r"[a-z]{3} [a-z]", load_rule(name)["why"])

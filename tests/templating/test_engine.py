"""A template is somebody's file: strict, bounded, and every error has its line."""

from __future__ import annotations

import pytest

from speechgen.diagnostics import Problem
from speechgen.templating import expand


def problem_of(text: str, **values: object) -> tuple[str, int]:
    with pytest.raises(Problem) as caught:
        expand(text, values, file="x.html.j2")
    found = caught.value.diagnostics[0]
    assert found.where is not None and found.where.file == "x.html.j2"
    for language in ("zh", "en"):
        assert found.message(language) and found.hint(language)
    return found.code, found.where.line


@pytest.mark.parametrize(
    ("template", "code", "line"),
    [
        ("<p>\n{{ oops }}</p>", "undefined", 2),
        ("{{ task.oops }}", "undefined", 1),
        ("\n\n{% for a in tasks %}", "syntax", 3),
        ("{{ 1 | no_such_filter }}", "syntax", 1),
        ("\n{% include 'none.j2' %}", "unknown-part", 2),
        ("\n{{ ''.__class__ }}", "forbidden", 2),
        ("{{ 'x' * 1000000000 }}", "forbidden", 1),
        ("{{ 9 ** 999999 }}", "forbidden", 1),
        ("{{ '%999999999d' % 1 }}", "forbidden", 1),
        ("{{ 'x'.ljust(1000000000) }}", "forbidden", 1),
        ("{{ range(9) }}", "undefined", 1),
        ("{{ 'x' | center(1000000000) }}", "syntax", 1),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "endless", 1),
        ("\n{{ 1 + 'a' }}", "failed", 2),
        ("{{ 10000 | numeral }}", "failed", 1),
    ],
)
def test_what_is_wrong_has_its_line(template: str, code: str, line: int) -> None:
    assert problem_of(template, task={}, tasks=[]) == (f"templating.{code}", line)


def test_endless_output_stops() -> None:
    many = list(range(3000))
    code, _ = problem_of("{% for a in many %}{% for b in many %}0123456789{% endfor %}{% endfor %}", many=many)
    assert code == "templating.too-long"


def test_a_value_is_escaped_even_where_the_template_turns_escaping_off() -> None:
    text = "{% autoescape false %}{{ value }}{% endautoescape %}"
    assert expand(text, {"value": "<b>&"}, file="x") == "&lt;b&gt;&amp;"


def test_a_part_is_found_beside_the_template() -> None:
    parts = {"_part.j2": "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}"}
    text = "{% import '_part.j2' as part %}{{ part.twice('县') }}"
    assert expand(text, {}, file="x", load=parts.get) == "县县"

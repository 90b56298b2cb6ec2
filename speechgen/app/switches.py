"""`render --set NAME=VALUE`: which options the user gives to which templates, each in the kind of its default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import nearest, problem

if TYPE_CHECKING:
    from speechgen.templating import Library, Template

YES = ("true", "yes", "on", "1", "是", "开")
NO = ("false", "no", "off", "0", "否", "关")


def read_switches(given: Sequence[str], templates: Sequence[str], library: Library) -> dict[str, dict[str, Any]]:
    """For each template those of the given `NAME=VALUE` that it has; the last word on a name holds.

    Problem `app.option-form` for what is no pair, `app.option-none` where no template has an option at all,
    `app.option-unknown` for a name that none of them has, `app.option-value` for a value of another kind than the
    option's default.
    """
    pairs = dict(map(_pair, given))
    chosen = [library.template(name) for name in templates]
    known = {name: template.title for template in chosen for name in template.options}
    titles = "、".join(template.title for template in chosen)
    if pairs and not known:
        raise problem("app.option-none", templates=titles)
    for name in pairs:
        if name not in known:
            raise problem(
                "app.option-unknown",
                name=name,
                templates=titles,
                near=nearest(name, known),
                names="、".join(known),
            )
    return {template.name: _own(template, pairs) for template in chosen}


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise problem("app.option-form", given=text)
    return name.strip(), value.strip()


def _own(template: Template, pairs: Mapping[str, str]) -> dict[str, Any]:
    return {
        name: _typed(name, text, template.options[name]) for name, text in pairs.items() if name in template.options
    }


def _typed(name: str, text: str, default: Any) -> Any:
    """The value in the kind of its default: a switch, a whole number, a text."""
    if isinstance(default, bool):
        if text.lower() not in YES + NO:
            raise problem("app.option-value", name=name, value=text, choices="true、false")
        return text.lower() in YES
    if isinstance(default, int):
        if not re.fullmatch(r"-?[0-9]{1,9}", text):
            raise problem("app.option-value", name=name, value=text, choices="0、1、2…")
        return int(text)
    return text

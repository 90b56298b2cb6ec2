"""`render --set NAME=VALUE`: which options the user gives to which templates, each in the kind of its default."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import nearest, problem
from speechgen.settings import OFFICE_FILE
from speechgen.source import Where

if TYPE_CHECKING:
    from speechgen.templating import Library, Template

YES = ("true", "yes", "on", "1", "是", "开")
NO = ("false", "no", "off", "0", "否", "关")


def read_switches(
    given: Sequence[str],
    templates: Sequence[str],
    library: Library,
    office: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
) -> dict[str, dict[str, Any]]:
    """For each template those of the given `NAME=VALUE` that it has; the last word on a name holds.

    `office` are the options that office.yaml sets for templates, by name or title; what is given counts more.
    Problem `app.option-form` for what is no pair, `app.option-none` where no template has an option at all,
    `app.option-unknown` for a name that none of them has, `app.option-value` for a value of another kind than the
    option's default.
    """
    chosen = [library.template(name) for name in templates]
    labels = {label: name for template in chosen for name, label in template.labels.items()}
    pairs = {labels.get(name, name): value for name, value in map(_pair, given)}
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
                near=nearest(name, (*labels, *known)),
                names="、".join(known),
            )
    return {t.name: {**_own(t, _of_office(t, office)), **_own(t, pairs)} for t in chosen}


def _of_office(template: Template, office: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What office.yaml sets for the template, by the names of its options; Problem `app.option-unknown`."""
    names = {label: name for name, label in template.labels.items()}
    given = {**office.get(template.title, {}), **office.get(template.name, {})}
    pairs = {names.get(name, name): value for name, value in given.items()}
    for name in pairs:
        if name not in template.options:
            raise problem(
                "app.option-unknown",
                Where(OFFICE_FILE),
                name=name,
                templates=template.title,
                near=nearest(name, (*template.labels.values(), *template.options)),
                names="、".join(template.options),
            )
    return pairs


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

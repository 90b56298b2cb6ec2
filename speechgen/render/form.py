"""A Word form as a template: what it is filled with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import Diagnostic
from speechgen.render.build import missing, template_values
from speechgen.render.states import UNASKED, Tracked
from speechgen.settings import Settings
from speechgen.spec.model import Spec
from speechgen.templating import Library, Template


@dataclass(frozen=True)
class Filling:
    """The values for the form's tags, what the file says of itself, and what the user should know."""

    values: Mapping[str, Any]
    properties: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def form_filling(
    spec: Spec,
    template: Template,
    *,
    library: Library,
    settings: Settings,
    options: Mapping[str, Any] | None = None,
    source: str = "",
    tracked: Tracked = UNASKED,
) -> Filling:
    """What the Word form is filled with: the same names as in any template. Problem for an unknown option."""
    values = template_values(spec, template, library, settings, options or {}, tracked)
    properties = {"title": f"{values['spec'].list_heading}{template.title}", "author": settings.issuer}
    return Filling(values, properties, tuple(missing(spec, template, source, tracked)))

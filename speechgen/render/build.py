"""One template, one spec, one document to be written."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Block, Document, Paragraph, plain
from speechgen.render.blocks import read_blocks
from speechgen.render.lines import reading_order
from speechgen.render.pictures import find_pictures
from speechgen.render.tasks import by_due, count, find_tasks, runs
from speechgen.render.titles import SpecView, view_spec
from speechgen.settings import Settings
from speechgen.source import Where
from speechgen.spec.model import Spec
from speechgen.templating import Library, Template, expand

LANGUAGE = "zh-CN"


def render_document(
    spec: Spec,
    template_name: str,
    *,
    library: Library,
    settings: Settings | None = None,
    options: Mapping[str, Any] | None = None,
    source: str = "",
) -> Document:
    """The document that the template makes of the spec, ready for any writer.

    `settings` are the office's (names of columns, issuer, region, faces), `options` the template's switches, `source`
    the spec's file for messages. Raises Problem `templating.…` or `render.…` with the template's file and line.
    """
    settings = settings or Settings()
    template = library.template(template_name)
    view = view_spec(spec, settings)
    html = expand(template.body, _values(spec, view, template, options or {}), file=template.file, load=library.part)
    blocks = read_blocks(
        html, template.file, lambda name: library.columns(name), settings.columns, find_pictures(spec, settings.fonts)
    )
    return Document(
        blocks=blocks,
        diagnostics=tuple(_missing(spec, template, source)),
        meta={
            "title": _title(blocks) or template.title,
            "frame": template.frame,
            "template": template.name,
            "language": LANGUAGE,
            "fonts": dict(settings.fonts),
            "fields": _fields(view, _title(blocks) or template.title, spec),
        },
    )


def _values(spec: Spec, view: SpecView, template: Template, options: Mapping[str, Any]) -> dict[str, Any]:
    """What a template may name; docs/add-a-thing.md lists it."""
    tasks = find_tasks(spec)
    return {
        "spec": view,
        "lines": reading_order(spec),
        "tasks": tasks,
        "runs": runs(tasks),
        "by_due": by_due(tasks),
        "count": count(tasks),
        "options": _options(template, options),
    }


def _options(template: Template, given: Mapping[str, Any]) -> dict[str, Any]:
    for name in given:
        if name not in template.options:
            near = get_close_matches(name, list(template.options), 1)
            raise problem(
                "render.unknown-option",
                template=template.name,
                name=name,
                near=near[0] if near else "—",
                names="、".join(template.options) or "—",
            )
    return {**template.options, **given}


def _missing(spec: Spec, template: Template, source: str) -> list[Diagnostic]:
    """A warning for each thing that the template needs and the spec does not have."""
    has = {"tasks": bool(find_tasks(spec)), "sections": bool(spec.sections)}
    return [
        Diagnostic(f"render.no-{need}", "warning", Where(source) if source else None, {"title": template.title})
        for need in template.needs
        if not has.get(need, True)
    ]


def _title(blocks: tuple[Block, ...]) -> str:
    titles = (b for b in blocks if isinstance(b, Paragraph) and b.role.split()[:1] == ["title"])
    return next((plain(b.content).replace("\n", "") for b in titles), "")


def _fields(view: SpecView, title: str, spec: Spec) -> dict[str, str]:
    """What a frame may name, and the properties of the file."""
    return {
        "title": title,
        "author": view.issuer,
        "region": view.region,
        "year": view.year,
        "occasion": view.occasion,
        "subject": view.title,
        "source": spec.source.file if spec.source else "",
    }

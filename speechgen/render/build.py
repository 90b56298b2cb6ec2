"""One template, one spec, one document to be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from speechgen.diagnostics import Diagnostic, problem
from speechgen.document import Block, Document, Paragraph, plain
from speechgen.render.attached import Attachment, check_blanks
from speechgen.render.blocks import Pictures, read_blocks
from speechgen.render.lines import reading_order
from speechgen.render.lists import list_values
from speechgen.render.pictures import find_pictures
from speechgen.render.states import UNASKED, Tracked
from speechgen.render.tasks import by_due, runs, task_items
from speechgen.render.titles import SpecView, view_spec
from speechgen.settings import Settings
from speechgen.source import Where
from speechgen.spec.model import Spec
from speechgen.templating import Later, Library, Template, all_made, expand

LANGUAGE = "zh-CN"


def render_document(
    spec: Spec,
    template_name: str,
    *,
    library: Library,
    settings: Settings | None = None,
    options: Mapping[str, Any] | None = None,
    source: str = "",
    tracked: Tracked = UNASKED,
) -> Document:
    """The document that the template makes of the spec, ready for any writer.

    `settings` are the office's (names of columns, issuer, region, faces), `options` the template's switches, `source`
    the spec's file for messages, `tracked` where the tasks stand by the ledger.

    Raises Problem `templating.…` or `render.…` with the template's file and line.
    """
    settings = settings or Settings()
    template = library.template(template_name)
    if template.of != "spec":
        raise problem("render.not-of-a-spec", Where(template.file), name=template.name, title=template.title)
    view = view_spec(spec, settings)
    document = fill_template(
        template,
        _values(spec, template, library, settings, options or {}, tracked),
        library=library,
        settings=settings,
        pictures=find_pictures(spec, settings.fonts, tracked),
        fields=_fields(view, spec),
    )
    blanks = check_blanks(document.blocks, template, source)
    return replace(document, diagnostics=(*missing(spec, template, source, tracked), *blanks))


def fill_template(
    template: Template,
    values: Mapping[str, Any],
    *,
    library: Library,
    settings: Settings,
    pictures: Pictures | None = None,
    fields: Mapping[str, str],
) -> Document:
    """The document that a template makes of the `values` that it may name; `fields` are for the frame and the file.

    An option `frame` of the template chooses the look.

    Raises Problem `templating.…` or `render.…` with the template's file and line.
    """
    html = expand(template.body, values, file=template.file, load=library.part)
    blocks = read_blocks(html, template.file, lambda name: library.columns(name), settings.columns, pictures or {})
    title = _title(blocks) or template.title
    return Document(
        blocks=blocks,
        meta={
            "title": title,
            "frame": values.get("options", {}).get("frame") or template.frame,
            "template": template.name,
            "language": LANGUAGE,
            "fonts": dict(settings.fonts),
            "layout": settings.layout,
            "fields": {"title": title, **fields},
        },
    )


def template_values(
    spec: Spec,
    template: Template,
    library: Library,
    settings: Settings,
    options: Mapping[str, Any],
    tracked: Tracked = UNASKED,
) -> dict[str, Any]:
    """What a template may name; templating/names.yaml says of each what it is, and what it is called in Chinese."""
    return all_made(_values(spec, template, library, settings, options, tracked))


def _values(
    spec: Spec,
    template: Template,
    library: Library,
    settings: Settings,
    options: Mapping[str, Any],
    tracked: Tracked,
) -> dict[str, Any]:
    """The same, dear ones made `Later`."""
    options = given_options(template, options)
    attached = {
        name: _attach(library.template(name), spec, library, settings, options, tracked) for name in template.attaches
    }
    values = list_values(spec, options, library, settings, tracked)
    return {
        "spec": view_spec(spec, settings),
        "lines": Later(lambda: reading_order(spec)),
        "runs": Later(lambda: runs(values["tasks"])),
        "by_due": Later(lambda: by_due(values["tasks"])),
        "options": options,
        "attached": attached,
        **values,
    }


def _attach(
    template: Template,
    spec: Spec,
    library: Library,
    settings: Settings,
    options: Mapping[str, Any],
    tracked: Tracked,
) -> Attachment:
    """What the template makes of the spec, by those of the `options` that begin with its name."""
    from markupsafe import Markup

    own = {
        key.removeprefix(f"{template.name}."): v for key, v in options.items() if key.startswith(f"{template.name}.")
    }
    values = _values(spec, template, library, settings, own, tracked)
    html = expand(template.body, values, file=template.file, load=library.part)
    pictures = find_pictures(spec, settings.fonts, tracked)
    blocks = read_blocks(html, template.file, lambda name: library.columns(name), settings.columns, pictures)
    return Attachment(_title(blocks) or template.title, template.frame, Markup(html))


def given_options(template: Template, given: Mapping[str, Any]) -> dict[str, Any]:
    """The template's switches, as given or else by default; Problem `render.unknown-option` for one that it lacks."""
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


def missing(spec: Spec, template: Template, source: str, tracked: Tracked = UNASKED) -> list[Diagnostic]:
    """A warning for each thing that the template needs and the spec does not have."""
    has = {
        "tasks": any(True for _ in task_items(spec)),
        "sections": bool(spec.sections),
        "ledger": bool(tracked.states),
    }
    return [
        Diagnostic(f"render.no-{need}", "warning", Where(source) if source else None, {"title": template.title})
        for need in template.needs
        if not has.get(need, True)
    ]


def _title(blocks: tuple[Block, ...]) -> str:
    titles = (b for b in blocks if isinstance(b, Paragraph) and b.role.split()[:1] == ["title"])
    return next((plain(b.content).replace("\n", "") for b in titles), "")


def _fields(view: SpecView, spec: Spec) -> dict[str, str]:
    """What a frame may name beside the title, and the properties of the file."""
    return {
        "author": view.issuer,
        "region": view.region,
        "year": view.year,
        "occasion": view.occasion,
        "subject": view.title,
        "source": spec.source.file if spec.source else "",
    }

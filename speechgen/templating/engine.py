"""A template's text and values in, HTML out; whatever is wrong in it is a Problem with its line.

The environment is that of `sandbox`: sandboxed and immutable (a template is somebody's file, not our code), strict (an
unknown name is an error, never an empty string), bounded (nothing in it can grow or run without end), and every value
is escaped whether the author thought of it or not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from speechgen.diagnostics import Problem, nearest, problem
from speechgen.source import Where
from speechgen.templating.bounds import Exhausted, Refused, Unprintable
from speechgen.templating.names import Name, in_both_languages, names
from speechgen.templating.sandbox import FOR_EACH, LIMIT, make_environment
from speechgen.templating.words import clean, protect


def expand(
    text: str, values: Mapping[str, Any], *, file: str, load: Callable[[str], str | None] = lambda name: None
) -> str:
    """The HTML that a template yields with `values`; white space of values is protected (see `words`).

    Raises Problem `templating.…` with the file and line: wrong syntax, unknown name, forbidden act, endless output.
    """
    tasks = values.get("tasks")
    limit = LIMIT + FOR_EACH * (len(tasks) if isinstance(tasks, tuple) else 0)
    environment = make_environment(load, protect, limit=limit)
    try:
        code = environment.compile(text, name=file, filename=file)
        template = environment.template_class.from_code(environment, code, environment.make_globals(None))
        return clean("".join(template.generate(in_both_languages(values))))
    except Problem:
        raise
    except Exception as error:  # whatever a template does wrong is the template's, and has a line in it
        raise explain(error, Where(file, _line(error, file)), values) from error


def explain(error: Exception, where: Where, values: Mapping[str, Any]) -> Problem:
    """The Problem for an exception out of Jinja; `where` is used where the exception itself knows no line."""
    import jinja2
    from jinja2.exceptions import SecurityError

    reason = str(error)
    match error:
        case jinja2.TemplateSyntaxError():
            own = Where(error.filename or where.file, error.lineno)
            return problem("templating.syntax", where if where.text else own, reason=error.message or reason)
        case jinja2.TemplateNotFound():
            return problem("templating.unknown-part", where, name=error.name or "")
        case SecurityError() | Refused():
            return problem("templating.forbidden", where, reason=reason)
        case jinja2.UndefinedError():
            return problem("templating.undefined", where, reason=reason, **_known(reason, values))
        case Unprintable():
            return problem("templating.unprintable", where, kind=reason)
        case Exhausted():
            return problem("templating.too-long", where, limit=LIMIT)
        case RecursionError():
            return problem("templating.endless", where)
    return problem("templating.failed", where, reason=f"{type(error).__name__}: {reason}")


def _known(word: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What could stand in place of an unknown `name` or `kind.name`: all, and the nearest; in both languages."""
    kind, _, name = word.rpartition(".")
    rows = names().kinds.get(kind) or {key: row for key, row in names().variables.items() if key in values}
    listed = [both(row) for row in rows.values()] + [key for key in values if not kind and key not in rows]
    near = nearest(name, (word for row in rows.values() for word in (row.english, row.chinese)))
    return {"known": "、".join(listed), "nearest": near or "—"}


def both(name: Name) -> str:
    """`due 完成时限`."""
    return f"{name.english} {name.chinese}"


def _line(error: BaseException, file: str) -> int:
    """The line of the template that an exception came through last; Jinja puts template lines into tracebacks."""
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return line

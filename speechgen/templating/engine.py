"""One Jinja environment for every template.

Sandboxed and immutable (a template is somebody's file, not our code), strict (an unknown name is an error, never an
empty string), bounded (nothing in it can grow without end), and every value is escaped whether the author thought of
it or not.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from speechgen.diagnostics import Problem, problem
from speechgen.source import Where
from speechgen.templating.filters import FILTERS
from speechgen.templating.words import clean, protect

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LIMIT = 20_000_000
"""Characters that one document may have; a county's largest has some 200,000."""
# They repeat, widen or draw lots; no document needs them, and a bad template could fill the memory with them.
_NO_FILTERS = ("center", "format", "indent", "pprint", "random", "safe", "tojson", "urlize", "wordwrap", "xmlattr")
_NO_METHODS = frozenset({"center", "expandtabs", "format", "format_map", "ljust", "rjust", "zfill"})
_GLOBALS = ("namespace",)


@cache
def _environment_class() -> type[ImmutableSandboxedEnvironment]:
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Environment(ImmutableSandboxedEnvironment):
        intercepted_binops = frozenset({"*", "**", "%"})

        def call_binop(self, context: Any, operator_: str, left: Any, right: Any) -> Any:
            if not isinstance(left, int) or not isinstance(right, int) or operator_ == "**":
                raise SecurityError(f"{operator_} of {type(left).__name__} and {type(right).__name__}")
            return operator.mul(left, right) if operator_ == "*" else operator.mod(left, right)

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            return attr not in _NO_METHODS and super().is_safe_attribute(obj, attr, value)

    return Environment


def make_environment(load: Callable[[str], str | None], **options: Any) -> ImmutableSandboxedEnvironment:
    """The environment; `load` gives the text of an included template by name, None where there is none."""
    import jinja2

    environment = _environment_class()(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        loader=jinja2.FunctionLoader(load),
        keep_trailing_newline=True,
        **options,
    )
    for name in _NO_FILTERS:
        environment.filters.pop(name, None)
    environment.filters.update(FILTERS)
    for name in set(environment.globals) - set(_GLOBALS):
        del environment.globals[name]
    return environment


def expand(
    text: str, values: Mapping[str, Any], *, file: str, load: Callable[[str], str | None] = lambda name: None
) -> str:
    """The HTML that a template yields with `values`; white space of values is protected (see `words`).

    Raises Problem `templating.…` with the file and line: wrong syntax, unknown name, forbidden act, endless output.
    """
    environment = make_environment(load, finalize=protect)
    try:
        code = environment.compile(text, name=file, filename=file)
        template = environment.template_class.from_code(environment, code, environment.make_globals(None))
        return clean(_collect(template.generate(dict(values)), file))
    except Problem:
        raise
    except Exception as error:  # whatever a template does wrong is the template's, and has a line in it
        raise _explain(error, file, values) from error


def _collect(pieces: Any, file: str) -> str:
    out: list[str] = []
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > LIMIT:
            raise problem("templating.too-long", Where(file), limit=LIMIT)
        out.append(piece)
    return "".join(out)


def _explain(error: Exception, file: str, values: Mapping[str, Any]) -> Problem:
    """The Problem for an exception out of Jinja."""
    import jinja2
    from jinja2.exceptions import SecurityError

    where = Where(getattr(error, "filename", None) or file, getattr(error, "lineno", None) or _line(error, file))
    reason = str(error)
    match error:
        case jinja2.TemplateSyntaxError():
            return problem("templating.syntax", where, reason=error.message or reason)
        case jinja2.TemplateNotFound():
            return problem("templating.unknown-part", Where(file, _line(error, file)), name=error.name or "")
        case SecurityError():
            return problem("templating.forbidden", where, reason=reason)
        case jinja2.UndefinedError():
            return problem("templating.undefined", where, reason=reason, known="、".join(sorted(values)))
        case RecursionError():
            return problem("templating.endless", where)
    return problem("templating.failed", where, reason=f"{type(error).__name__}: {reason}")


def _line(error: BaseException, file: str) -> int:
    """The line of the template that an exception came through last; Jinja puts template lines into tracebacks."""
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return line

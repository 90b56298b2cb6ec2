"""What a template may cost: every loop, call, filter and printed character is paid out of one budget.

Counted and never timed, so the same template and spec end the same way on every machine. Nothing can grow between two
payments either: lists hold no lists, and what would repeat text is not there or asks before it works.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import cache, wraps
from types import GeneratorType
from typing import TYPE_CHECKING, Any

from speechgen.templating.names import names

if TYPE_CHECKING:
    from jinja2 import nodes

BODY, JOIN, PLAIN, FLAT = " body", " join", " plain", " flat"
"""Filters that `bounded` puts into a template's code; no template can name them, for they begin with a blank."""
CONTAINERS = (list, tuple, dict, set, frozenset)
STEP = 50
"""What a turn of a loop, a call or a filter costs; a character costs 1."""
BIGGEST = 10**15
_STRING = frozenset(
    {"startswith", "endswith", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix", "split", "splitlines"}
    | {"lower", "upper", "find", "count", "isdigit"}
)
METHODS: dict[type, frozenset[str]] = {
    str: _STRING,
    dict: frozenset({"items", "keys", "values", "get"}),
    datetime.date: frozenset({"isoformat", "weekday"}),
}
"""What a template may call on a value: nothing that can repeat or widen it."""


class Exhausted(Exception):  # noqa: N818 -- not an error of Python's: the budget is spent
    """A template went beyond its budget."""


class Refused(Exception):  # noqa: N818
    """A template tried what no document needs and what could grow without end; the argument says what."""


class Unprintable(Exception):  # noqa: N818
    """A template printed something that is no text; the argument says what."""


class Budget:
    """Steps that are left."""

    def __init__(self, limit: int) -> None:
        self.left = limit

    def spend(self, steps: int) -> None:
        """Take so many; Exhausted where there are none left."""
        self.left -= steps
        if self.left < 0:
            raise Exhausted


def size(value: Any) -> int:
    """How much a value is: characters, digits, items with their characters."""
    if isinstance(value, str):  # first, for most are
        return len(value)
    if isinstance(value, CONTAINERS):
        items = value.values() if isinstance(value, dict) else value
        return len(value) + sum(len(item) for item in items if isinstance(item, str))
    return value.bit_length() // 8 if isinstance(value, int) else 0


def plain(value: Any) -> Any:
    """The value; Refused where it is a list of lists, whose comparison could take for ever."""
    if isinstance(value, CONTAINERS):
        for item in value.values() if isinstance(value, dict) else value:
            if isinstance(item, (*CONTAINERS, GeneratorType)):
                raise Refused("[[…]]")
    return value


def number(value: Any) -> Any:
    """The result of arithmetic; Refused where it is huge."""
    if isinstance(value, int) and abs(value) > BIGGEST:
        raise Refused(f"> {BIGGEST}")
    return value


def text_of(value: Any) -> Any:
    """What a value prints as: text, numbers and dates as they are, a list joined by 、, nothing for None.

    Unprintable for anything else: a whole task, a function.
    """
    if isinstance(value, str):  # first, for most are
        return value
    from jinja2 import Undefined

    if value is None:
        return ""
    if isinstance(value, Undefined):
        str(value)  # says which name it was
    if isinstance(value, list | tuple) and not names().kind_of(value):
        from markupsafe import Markup, escape

        pieces = [text_of(item) for item in plain(value)]
        marked = any(isinstance(piece, Markup) for piece in pieces)
        return Markup("、").join(map(escape, pieces)) if marked else "、".join(map(str, pieces))
    ours = (
        type(value).__module__.startswith("speechgen.") and getattr(type(value), "__str__", None) is not object.__str__
    )
    if ours or isinstance(value, str | int | float | datetime.date):
        return value
    raise Unprintable(names().kind_of(value) or type(value).__name__)


def callable_in_templates(value: Any) -> bool:
    """Whether a template may call it: macros, blocks, harmless methods; an unknown name says itself that it is one."""
    from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined
    from jinja2.utils import Namespace

    if isinstance(value, Macro | BlockReference | Undefined) or value is Namespace:
        return True
    holder, name = getattr(value, "__self__", None), getattr(value, "__name__", "")
    if isinstance(holder, LoopContext):
        return name == "cycle"
    return any(isinstance(holder, kind) and name in allowed for kind, allowed in METHODS.items())


# ---- filters -------------------------------------------------------------------------------------------------------

_LOOKING = frozenset({"unique", "sort", "max", "min", "groupby", "sum", "join"})
"""They compare, hash or add the things in a list."""
_WORDING = frozenset({"lower", "upper", "trim", "replace", "string", "truncate", "escape", "unclosed", "redacted"})
"""They make text of a value."""
_DEAR = dict.fromkeys(_LOOKING | {"map", "select", "reject", "selectattr", "rejectattr"}, STEP) | {"title_lines": 100}
"""What they cost for each thing or character that goes in, where that is more than 1."""


def paid(name: str, function: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """The filter, paid for by what goes in and what comes out."""
    at = 1 if getattr(function, "jinja_pass_arg", None) else 0

    @wraps(function)
    def call(*arguments: Any, **options: Any) -> Any:
        given = list(arguments)
        if isinstance(given[at], GeneratorType):
            given[at] = list(given[at])
        budget.spend(STEP + size(given[at]) * _DEAR.get(name, 1))
        if name in _LOOKING:
            plain(given[at])
        elif name in _WORDING:
            given[at] = text_of(given[at])
        result = function(*given, **options)
        budget.spend(size(result))
        return result

    return call


def guards(budget: Budget) -> dict[str, Callable[..., Any]]:
    """What `bounded` calls."""
    from jinja2 import pass_context
    from jinja2.runtime import markup_join

    @pass_context  # so that the optimizer leaves it alone
    def body(context: Any, cost: int) -> bool:
        budget.spend(cost)
        return True

    def join(pieces: Iterable[Any]) -> str:
        budget.spend(sum(map(size, pieces)))
        joined = markup_join([text_of(piece) for piece in pieces])
        budget.spend(len(joined))
        return joined

    def counted(value: Any) -> Any:
        budget.spend(size(value))
        return plain(value)

    return {BODY: body, JOIN: join, PLAIN: counted, FLAT: counted}


# ---- the template's code -------------------------------------------------------------------------------------------


def bounded(tree: nodes.Template, environment: Any) -> nodes.Template:
    """The parsed template; bodies of loops and macros are paid for in it, texts and lists are put together by us."""
    from jinja2 import nodes

    for name in tree.find_all(nodes.Name):
        if name.name == loop_word() and name.ctx == "load":
            name.name = "loop"
    _guard(tree)
    bodies: list[Any] = [tree, *tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))]
    for body in bodies:
        body.body.insert(0, nodes.ExprStmt(_filter(nodes.Const(_cost(body)), BODY), lineno=body.lineno))
    for loop in tree.find_all(nodes.For):
        if loop.recursive:
            raise Refused("for … recursive")
        if loop.test is not None:
            loop.test = nodes.And(_filter(nodes.Const(STEP), BODY), loop.test, lineno=loop.lineno)
    tree.set_environment(environment)
    return tree


@cache
def loop_word() -> str:
    """The Chinese name of `loop`."""
    return names().variables["loop"].chinese


def _cost(body: nodes.Node) -> int:
    from jinja2 import nodes

    return STEP + sum(len(data.data) for data in body.find_all(nodes.TemplateData))


def _guard(parent: nodes.Node) -> None:
    """Every expression below `parent` that makes a text or a list, or compares, behind its guard."""
    from jinja2 import nodes

    for field, value in parent.iter_fields():
        if isinstance(value, list):
            setattr(parent, field, [_guarded(child) if isinstance(child, nodes.Node) else child for child in value])
        elif isinstance(value, nodes.Node):
            setattr(parent, field, _guarded(value))


def _guarded(node: Any) -> Any:
    from jinja2 import nodes

    _guard(node)
    match node:
        case nodes.Concat():
            return _filter(nodes.Tuple(node.nodes, "load", lineno=node.lineno), JOIN)
        case nodes.List() | nodes.Dict():
            return _filter(node, FLAT)
        case nodes.Tuple(ctx="load"):
            return _filter(node, FLAT)
        case nodes.Pair():
            node.key = _filter(node.key, PLAIN)
        case nodes.Compare():
            node.expr = _filter(node.expr, PLAIN)
            for operand in node.ops:
                operand.expr = _filter(operand.expr, PLAIN)
    return node


def _filter(node: Any, name: str) -> Any:
    from jinja2 import nodes

    if name in (PLAIN, FLAT) and isinstance(node, nodes.Const):
        return node
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)

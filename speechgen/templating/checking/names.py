"""Every name in a template against the table: what a loop runs over tells what its items have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import nearest
from speechgen.templating.checking import Checked
from speechgen.templating.checking.tags import parse
from speechgen.templating.engine import both
from speechgen.templating.names import Name, names


@dataclass(frozen=True)
class Held:
    """What an expression gives, as far as the table tells: a thing of a kind, or a list of such."""

    kind: str
    many: bool = False

    @property
    def item(self) -> Held | None:
        """One of the list; None where it is none."""
        return Held(self.kind) if self.many and self.kind else None


Scope = dict[str, "Held | None"]
"""Names in sight; None where nothing is known of what they hold."""
_ALWAYS = (
    "namespace",
    "self",
    "super",
    "caller",
    "varargs",
    "kwargs",
    "true",
    "false",
    "none",
    "True",
    "False",
    "None",
)
_BY_ATTRIBUTE = ("map", "groupby", "sort", "selectattr", "rejectattr", "unique", "sum", "min", "max", "join")
_PLACE = {"groupby": 0, "selectattr": 0, "rejectattr": 0}
"""Filters whose attribute may stand first, without its word."""


def check_names(text: str, checked: Checked) -> None:
    """Tell what is unknown: variables, attributes, filters, options, parts."""
    from jinja2 import nodes

    try:
        tree = parse(text)
    except Exception as error:  # what the tags alone did not show
        line = getattr(error, "lineno", None) or 1
        checked.tell("templating.syntax", line, reason=str(getattr(error, "message", "") or error))
        return
    table = names().variables if checked.of == "spec" else names().changes
    scope: Scope = dict.fromkeys(_ALWAYS)
    for row in table.values():
        if row.english != "loop":
            scope[row.english] = scope[row.chinese] = Held(row.kind, row.many)
    assigned = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "store"}
    assigned |= {node.name for node in tree.find_all(nodes.Macro)}
    _Walk(checked, table, assigned).body(tree.body, scope)


class _Walk:
    def __init__(self, checked: Checked, table: Any, assigned: set[str]) -> None:
        self.checked = checked
        self.table = table
        self.assigned = assigned
        """Set somewhere in the template: such a name may be in sight in ways that are not followed here."""

    # ---- statements

    def body(self, statements: list[Any], scope: Scope) -> None:
        for node in statements:
            self.statement(node, scope)

    def statement(self, node: Any, scope: Scope) -> None:
        from jinja2 import nodes

        match node:
            case nodes.For():
                self.loop(node, scope)
            case nodes.Assign():
                self.bind(node.target, self.held(node.node, scope), scope)
            case nodes.AssignBlock():
                self.body(node.body, dict(scope))
                self.bind(node.target, Held(""), scope)
            case nodes.Macro() | nodes.CallBlock():
                inner = scope | {argument.name: None for argument in node.args}
                for given in (*node.defaults, *([node.call] if isinstance(node, nodes.CallBlock) else [])):
                    self.held(given, scope)
                if isinstance(node, nodes.Macro):
                    scope[node.name] = None
                self.body(node.body, inner)
            case nodes.Import() | nodes.FromImport() | nodes.Include() | nodes.Extends():
                self.part(node, scope)
            case nodes.With():
                inner = dict(scope)
                for target, value in zip(node.targets, node.values, strict=True):
                    self.bind(target, self.held(value, scope), inner)
                self.body(node.body, inner)
            case nodes.If():
                self.held(node.test, scope)
                for branch in (node.body, node.elif_, node.else_):
                    self.body(branch, scope)
            case nodes.Expr():
                self.held(node, scope)
            case _:
                self.body(list(node.iter_child_nodes()), scope)

    def loop(self, node: Any, scope: Scope) -> None:
        over = self.held(node.iter, scope)
        inner = dict(scope)
        self.bind(node.target, over.item if over else None, inner)
        inner["loop"] = inner[names().variables["loop"].chinese] = Held("loop")
        if node.test is not None:
            self.held(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, dict(scope))

    def part(self, node: Any, scope: Scope) -> None:
        from jinja2 import nodes

        name = getattr(node.template, "value", None)
        if isinstance(name, str) and self.checked.parts(name) is None:
            self.checked.tell("templating.unknown-part", node.lineno, name=name)
        if isinstance(node, nodes.Import):
            scope[node.target] = None
        if isinstance(node, nodes.FromImport):
            for given in node.names:
                scope[given[1] if isinstance(given, tuple) else given] = None

    def bind(self, target: Any, held: Held | None, scope: Scope) -> None:
        from jinja2 import nodes

        for name in [target] if isinstance(target, nodes.Name) else target.find_all(nodes.Name):
            scope[name.name] = held if name is target else None

    # ---- expressions

    def held(self, node: Any, scope: Scope) -> Held | None:
        """What an expression gives; on the way everything in it is looked at."""
        from jinja2 import nodes

        match node:
            case nodes.Name():
                return self.variable(node, scope)
            case nodes.Getattr():
                return self.attribute(self.held(node.node, scope), node.attr, node.lineno)
            case nodes.Getitem(arg=nodes.Const(value=str(word))):
                return self.attribute(self.held(node.node, scope), word, node.lineno)
            case nodes.Getitem():
                base = self.held(node.node, scope)
                self.held(node.arg, scope)
                return base.item if base and not isinstance(node.arg, nodes.Slice) else base
            case nodes.Filter():
                return self.filter(node, scope)
            case nodes.CondExpr() | nodes.Or() | nodes.And() | nodes.Add():
                found = [self.held(child, scope) for child in node.iter_child_nodes()]
                return next((held for held in found if held and held.kind), None)
            case nodes.Test(node=nodes.Name(), name="defined" | "undefined"):
                return None
        for child in node.iter_child_nodes() if isinstance(node, nodes.Node) else ():
            self.held(child, scope)
        return None

    def variable(self, node: Any, scope: Scope) -> Held | None:
        if node.ctx != "load" or node.name in scope or node.name in self.assigned:
            return scope.get(node.name)
        near = nearest(node.name, list(_words(self.table.values())))
        known = "、".join(both(row) for row in self.table.values())
        self.checked.tell("templating.undefined", node.lineno, reason=node.name, nearest=near, known=known)
        return None

    def attribute(self, base: Held | None, word: str, line: int) -> Held | None:
        if base is None or base.many or not base.kind:
            return None
        if base.kind == "options":
            self.option(word, line)
            return None
        rows = names().kinds[base.kind]
        row = rows.get(names().english(base.kind, word))
        if row is None:
            near, known = nearest(word, list(_words(rows.values()))), "、".join(map(both, rows.values()))
            self.checked.tell("templating.undefined", line, reason=f"{base.kind}.{word}", nearest=near, known=known)
            return None
        return Held(row.kind, row.many)

    def option(self, word: str, line: int) -> None:
        self.checked.used.add(word)
        if word not in self.checked.options:
            near = nearest(word, self.checked.options) or "—"
            known = "、".join(self.checked.options) or "—"
            self.checked.tell("templating.undefined", line, reason=f"options.{word}", nearest=near, known=known)

    def filter(self, node: Any, scope: Scope) -> Held | None:
        base = self.held(node.node, scope) if node.node is not None else None
        for child in (*node.args, *(pair.value for pair in node.kwargs)):
            self.held(child, scope)
        row = next((r for r in names().filters.values() if node.name in (r.english, r.chinese)), None)
        if row is None:
            near = nearest(node.name, list(_words(names().filters.values())))
            known = "、".join(both(r) for r in names().filters.values())
            self.checked.tell("templating.unknown-filter", node.lineno, name=node.name, nearest=near, known=known)
            return None
        for word in _attributes(row.english, node):
            self.attribute(base.item if base else None, word, node.lineno)
        if row.gives == "same":
            return base
        if row.gives == "item":
            return base.item if base else None
        return Held("group", many=True) if row.gives == "[group]" else None


def _attributes(filter_name: str, node: Any) -> Iterator[str]:
    """The attributes that a filter is told to look at, where they stand in the template as they are."""
    from jinja2 import nodes

    if filter_name not in _BY_ATTRIBUTE:
        return
    first = node.args[:1] if filter_name in _PLACE else []
    for given in (*first, *(pair.value for pair in node.kwargs if pair.key == "attribute")):
        if isinstance(given, nodes.Const) and isinstance(given.value, str):
            yield given.value.split(",")[0].split(".")[0]


def _words(rows: Any) -> Iterator[str]:
    row: Name
    for row in rows:
        yield row.english
        yield row.chinese

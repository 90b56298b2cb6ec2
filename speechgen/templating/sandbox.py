"""The Jinja environment of every template: sandboxed, strict, bounded, escaping, in two languages."""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar

from speechgen.templating.bounds import (
    CONTAINERS,
    STEP,
    Budget,
    Refused,
    bounded,
    callable_in_templates,
    guards,
    number,
    paid,
    plain,
    size,
    text_of,
)
from speechgen.templating.filters import FILTERS
from speechgen.templating.later import made
from speechgen.templating.names import names

if TYPE_CHECKING:
    from jinja2.compiler import CodeGenerator
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from markupsafe import Markup

LIMIT = 20_000_000
"""Characters that one document may have, and steps that it may take; a county's largest has some 200,000."""
FOR_EACH = 20_000
"""What each task adds to it: a row of a list takes some 5,000."""
_GLOBALS = ("namespace",)
_OF_LOOP = ("first", "last", "index", "length")
_FOR_CONTEXT = frozenset({"_loop_vars", "_block_vars"})
"""What Jinja hands to every call and takes off again before a macro."""
_TESTS = (
    *("defined", "undefined", "none", "string", "number", "mapping", "sequence", "iterable"),
    *("true", "false", "odd", "even", "divisibleby", "boolean"),
)
_COMPARING = ("eq", "equalto", "==", "ne", "!=", "in", "gt", "ge", "lt", "le", "greaterthan", "lessthan", ">", "<")
_SUMS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "%": operator.mod}


@cache
def _quick_class() -> type[ImmutableSandboxedEnvironment]:
    """Jinja's sandbox, asked once of each attribute of a type: its rules look at nothing else, and cost most."""
    from jinja2.runtime import LoopContext
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Quick(ImmutableSandboxedEnvironment):
        safe: ClassVar[dict[tuple[type, str], bool]] = {}
        fields: ClassVar[set[tuple[type, str]]] = set()
        """The safe ones that are plain values of our views and of loops: most of what a template asks for."""

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            key = (type(obj), attr)
            if key not in self.safe:
                self.safe[key] = super().is_safe_attribute(obj, attr, value)
            return self.safe[key]

        def getattr(self, obj: Any, attribute: str) -> Any:
            if (type(obj), attribute) in self.fields:
                return getattr(obj, attribute)
            value = super().getattr(obj, names().attribute(obj, attribute))
            if self.safe.get((type(obj), attribute)) and self.is_plain(type(obj), attribute):
                self.fields.add((type(obj), attribute))
            return value

        def is_plain(self, kind: type, attribute: str) -> bool:
            """Whether it is a field of a view of ours, or of a loop: what `getattr` gives and no function."""
            return attribute in getattr(kind, "__dataclass_fields__", ()) or (
                kind is LoopContext and attribute in _OF_LOOP
            )

    return Quick


@cache
def _generator_class() -> type[CodeGenerator]:
    from jinja2.compiler import CodeGenerator

    class Generator(CodeGenerator):
        """Does not escape again what `finalize` has printed: that is Markup, whatever the value was."""

        def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
            self.write(finalize.src)

        def _output_child_post(self, node: Any, frame: Any, finalize: Any) -> None:
            self.write(")")

    return Generator


@cache
def _environment_class() -> type[ImmutableSandboxedEnvironment]:
    from jinja2.exceptions import SecurityError
    from jinja2.runtime import Context, Macro

    class Named(Context):
        """Makes what is made later as soon as the template names it."""

        def resolve_or_missing(self, key: str) -> Any:
            return made(super().resolve_or_missing(key))

    class Environment(_quick_class()):  # type: ignore[misc]
        context_class = Named
        code_generator_class = _generator_class()
        intercepted_binops = frozenset({*_SUMS, "**"})
        budget: Budget

        def _parse(self, source: str, name: str | None, filename: str | None) -> Any:
            self.budget.spend(len(source))
            return bounded(super()._parse(source, name, filename), self)

        def _load_template(self, name: str, globals: Any) -> Any:
            self.budget.spend(STEP)
            return super()._load_template(name, globals)

        def call_binop(self, context: Any, operator_: str, left: Any, right: Any) -> Any:
            numbers = isinstance(left, int | float) and isinstance(right, int | float)
            if operator_ == "**" or (operator_ != "+" and not numbers):
                raise SecurityError(f"{operator_} of {type(left).__name__} and {type(right).__name__}")
            self.budget.spend(STEP + size(left) + size(right))
            return number(_SUMS[operator_](left, right))

        def call(__self, __context: Any, __obj: Any, *arguments: Any, **options: Any) -> Any:  # noqa: N805
            __self.budget.spend(STEP + size(getattr(__obj, "__self__", None)))
            if type(__obj) is Macro:  # always callable, and most of what is called
                rest = {key: value for key, value in options.items() if key not in _FOR_CONTEXT}
                return __obj(*arguments, **rest)
            if not callable_in_templates(__obj):
                raise SecurityError(f"{getattr(__obj, '__name__', type(__obj).__name__)}()")
            return super().call(__context, __obj, *arguments, **options)

        def unsafe_undefined(self, obj: Any, attribute: str) -> Any:
            return self.undefined(attribute, obj=obj, name=attribute, exc=SecurityError)

        def getitem(self, obj: Any, argument: Any) -> Any:
            if isinstance(argument, CONTAINERS):
                raise Refused("x[[…]]")
            return super().getitem(obj, names().attribute(obj, argument) if isinstance(argument, str) else argument)

    return Environment


@cache
def _undefined_class() -> type[Any]:
    import jinja2

    class Unknown(jinja2.StrictUndefined):
        """Says `task.oops` where an attribute of a known kind is missing: the start of the message, and of a hint."""

        @property
        def _undefined_message(self) -> str:
            kind = names().kind_of(self._undefined_obj)
            if self._undefined_hint or not (kind or self._undefined_name):
                return super()._undefined_message
            return f"{kind}.{self._undefined_name}" if kind else str(self._undefined_name)

    return Unknown


def make_environment(
    load: Callable[[str], str | None],
    finalize: Callable[[Any], Markup],
    *,
    limit: int = LIMIT,
) -> ImmutableSandboxedEnvironment:
    """The environment for one rendering: its budget is spent but once.

    `load` gives the text of an included template by name, None where there is none; `finalize` what is printed for a
    value, escaped; `limit` is what it may cost.
    """
    import jinja2

    environment = _environment_class()(
        autoescape=True,
        undefined=_undefined_class(),
        loader=jinja2.FunctionLoader(load),
        keep_trailing_newline=True,
    )
    budget = environment.budget = Budget(limit)  # type: ignore[attr-defined]

    def printed(value: Any) -> Markup:
        budget.spend(STEP + size(value))
        return finalize(value if isinstance(value, str) else text_of(value))

    environment.finalize = printed
    _furnish(environment, budget)
    return environment


def _furnish(environment: Any, budget: Budget) -> None:
    """Filters, tests and globals: only what is named, and nothing unpaid."""
    kept = {**environment.filters, **FILTERS}
    named = {name: paid(name, kept[name], budget) for name in names().filters}
    environment.filters = {**guards(budget), **named, **{names().filters[name].chinese: f for name, f in named.items()}}
    compare = {name: _comparing(environment.tests[name]) for name in _COMPARING}
    environment.tests = {**{name: environment.tests[name] for name in _TESTS}, **compare}
    for name in set(environment.globals) - set(_GLOBALS):
        del environment.globals[name]


def _comparing(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, other: test(plain(value), plain(other))

"""Figures as people report them, and the targets that they measure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from speechgen.spec.model import Quantity
from speechgen.tracking.events import Figure

NUMBER = re.compile(r"[-+]?\d+(?:,\d{3})*(?:\.\d+)?|[*XＸ×]+")
"""Digits as written, thousands parted or not; or what stands for digits that are hidden."""


def find_figure(text: str) -> Figure | None:
    """The figure in 新建公厕=5座: name, number, unit; None where one of the first two is lacking."""
    name, sign, rest = text.replace("＝", "=").partition("=")
    found = find_measured(rest)
    return Figure(name.strip(), *found) if name.strip() and sign and found else None


def find_measured(text: str) -> tuple[str, str] | None:
    """Number and unit in 5座, 1,200 or 12.5%, and nothing before or behind them; None where it does not begin so."""
    plain = _narrow(text).strip()
    found = NUMBER.match(plain)
    if not found or re.search(r"[\d*]", plain[found.end() :]):
        return None
    return found[0].replace(",", ""), plain[found.end() :].strip()


def plain_unit(unit: str) -> str:
    """A unit as units are compared: full-width signs and spaces do not count."""
    return "".join(_narrow(unit).split())


_WIDE = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")


def _narrow(text: str) -> str:
    """Full-width digits and signs as plain ones; a unit such as ㎡ stays."""
    return text.translate(_WIDE)


def find_target(figure: Figure, targets: Iterable[Quantity]) -> Quantity | None:
    """The target that a figure measures: of its name, and of its unit where several have that name; None for none."""
    named = [target for target in targets if target.name == figure.name]
    return next((t for t in named if t.unit == figure.unit), next(iter(named), None))

"""The numbers of a page as a style sheet takes them: `--pitch` and so on, which the frames name and do not know."""

from __future__ import annotations

from math import floor

from speechgen.layout import STANDARD, Layout

_SIDES = {"outside": ("right", "left"), "center": ("center", "center"), "right": ("right", "right")}
"""Where the number stands on odd and on even pages."""
_TURNED = {"right": "low", "left": "high", "center": "middle"}
"""The same place, seen on a page that is turned by a quarter."""
_HALF_BOX = 15
"""Millimetres from the middle of the box of a turned page number to its ends."""
_DISTANCE = 7
"""Millimetres from the type area to the middle of a page number (GB/T 9704-2012, 7.5)."""


def measures(layout: Layout = STANDARD) -> str:
    """The custom properties of `layout`, as a rule for `:root`."""
    rows = {
        **{side: f"{getattr(layout, side):g}mm" for side in ("top", "right", "bottom", "left")},
        "width": f"{layout.width:g}mm",
        "height": f"{layout.height:g}mm",
        "pitch": f"{floor(layout.pitch * 1000 - 0.5) / 1000:g}pt",  # a little less, or rounding would cost a line
        "size": f"{layout.body_size:g}pt",
        "spacing": f"{floor(layout.spacing * 100) / 100:g}pt",
        "indent": f"{2 * layout.advance:.2f}pt",
        "title-size": f"{layout.title_size:g}pt",
        **_levels(layout),
        **_numbers(layout),
    }
    return ":root {\n" + "".join(f"  --{name}: {value};\n" for name, value in rows.items()) + "}\n"


def _levels(layout: Layout) -> dict[str, str]:
    rows = {}
    for n, level in enumerate(layout.levels, 1):
        rows[f"level{n}"] = f"var(--{level.face})"
        rows[f"level{n}-weight"] = "bold" if level.bold else "normal"
    return rows


def _numbers(layout: Layout) -> dict[str, str]:
    """What a page number shows, where it stands in portrait and, turned, in landscape."""
    before, after = (f'"{part}"' for part in layout.number_parts())
    rows = {"number": f"{before} counter(page) {after}"}
    for parity, side in zip(("odd", "even"), _SIDES[layout.page_number_place], strict=True):
        rows[parity] = side
        for place in _TURNED.values():
            rows[f"{parity}-{place}"] = "var(--number)" if place == _TURNED[side] else "none"
    rows["turned"] = f"{layout.bottom - _DISTANCE - _HALF_BOX:g}mm"
    return rows

"""Pages to look at in tests: from text, as the command makes them."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from speechgen.app.review import prepare
from speechgen.review import build_page, page_data

SPEECH = """云溪县2026年重点工作安排
同志们：
下面，我就全县重点工作作如下安排。
一、2026年工作安排
（一）抓好项目建设
县发展改革局牵头，县统计局配合，一季度末前拿出方案，确保全年生产总值增长6%左右.
加快青杠大桥建设，力争投资达到*亿元。
（二）抓好民生实事
县交通运输局要在6月底前完成青杠大桥招标；下月内完成设计。
"""
"""Made up: parties, dates, a hidden figure, a limit without a date, a task without anything, a change of cleaning."""


def page_of(text: str, folder: Path, *, spec: str = "") -> tuple[dict[str, Any], bytes]:
    """The data of a speech's page, and the page itself; `spec` is the text of an edited spec."""
    folder.joinpath("speech.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    folder.joinpath("edited.yaml").write_text(spec, encoding="utf-8")
    shown = prepare(str(folder / "speech.txt"), spec=str(folder / "edited.yaml") if spec else "")
    return page_data(shown, "zh"), build_page(shown, "zh")


def cut(text: str, start: int, end: int) -> str:
    """What JavaScript's `text.slice(start, end)` gives."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")


class Elements(HTMLParser):
    """The start tags of a page, and the text of its script elements, as a browser's parser sees them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] == "script":
            self.scripts[-1] += data

    @property
    def data(self) -> dict[str, Any]:
        """What stands in the first script element."""
        read: dict[str, Any] = json.loads(self.scripts[0])
        return read

"""Column sets: what stands over a list, left to right, as data beside the templates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from speechgen.diagnostics import Language, problem
from speechgen.document import Column
from speechgen.source import Where
from speechgen.yamlfile import load_yaml

_COLUMN = {"key", "name", "width", "align", "choices"}
_ABOUT = ("about", "about_zh")
_SET = {"columns", *_ABOUT}
_LONGEST_CHOICES = 255  # characters with the commas between them: what Excel takes
_ALIGNS = ("left", "center", "right")


@dataclass(frozen=True)
class ColumnSet:
    """The columns of a list, and what the set is for."""

    name: str
    columns: tuple[Column, ...]
    about: str = ""
    about_zh: str = ""

    @property
    def lists_tasks(self) -> bool:
        """Whether a list of tasks may have it: one of its columns holds the task, under a name."""
        return any(column.key == "task" and column.name for column in self.columns)

    def said(self, language: Language) -> str:
        """What it is for; the printed names where its file does not say."""
        names = " · ".join(column.name.replace("\n", "") for column in self.columns)
        return (self.about_zh if language == "zh" else self.about) or names


def read_columns(name: str, file: str, text: str) -> ColumnSet:
    """A column set: a list of {key, name, width, align, choices}, or such a list under `columns` beside what the set is
    for (`about`, `about_zh`). Problem `templating.columns` at a wrong one.
    """
    settings = load_yaml(text, file)
    about = settings.data if isinstance(settings.data, dict) else {"columns": settings.data}
    at = ("columns",) if about is settings.data else ()
    entries = about.get("columns")
    if not about.keys() <= _SET or not all(isinstance(about.get(key, ""), str) for key in _ABOUT):
        raise problem("templating.columns", Where(file, 1))
    if not isinstance(entries, list) or not entries:
        raise problem("templating.columns", Where(file, 1))
    columns = [_column(entry) for entry in entries]
    for n, column in enumerate(columns):
        if column is None:
            raise problem("templating.columns", settings.where((*at, n)))
    return ColumnSet(name, tuple(c for c in columns if c), about.get("about", ""), about.get("about_zh", ""))


def _column(entry: Any) -> Column | None:
    """One column; None where the entry is none."""
    if not isinstance(entry, dict) or not {"key", "width"} <= entry.keys() <= _COLUMN:
        return None
    align = entry.get("align", "left")
    if align not in _ALIGNS or not re.fullmatch(r"\d+(\.\d+)?", str(entry["width"])):
        return None
    choices = entry.get("choices", ())
    if choices and not (isinstance(choices, list) and all(isinstance(c, str) and c and "," not in c for c in choices)):
        return None
    if len(",".join(choices)) > _LONGEST_CHOICES:
        return None
    return Column(str(entry["key"]), entry.get("name") or "", float(entry["width"]), align, tuple(choices))

"""`review`: a speech in, one page out to check by eye what was read from it. All stages in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from speechgen.app.files import STANDARD, read_text, write_outputs, write_standard
from speechgen.app.parse import analyse, build
from speechgen.app.suggest import load_units
from speechgen.diagnostics import Diagnostic, Language

if TYPE_CHECKING:
    from speechgen.review import Review

FOLDER = "output"


@dataclass(frozen=True)
class Reviewed:
    """What became of one speech."""

    source: str
    output: str
    diagnostics: tuple[Diagnostic, ...]


def review(
    source: str,
    output: str,
    *,
    spec: str = "",
    language: Language = "zh",
    without: Sequence[str] = (),
    undo: Sequence[str] = (),
    force: bool = False,
) -> Reviewed:
    """Parse a speech and write the page that shows it beside its tasks.

    `spec` names a spec that a person has edited since: the page shows its values and marks what parse finds otherwise
    today; `without` and `undo` are those of `parse`. Problem where the speech or the spec cannot be read, or the page
    not be written.
    """
    from speechgen.review import build_page

    shown = prepare(source, spec=spec, without=without, undo=undo)
    page = build_page(shown, language)
    if output == STANDARD:
        write_standard(page)
    else:
        write_outputs({Path(output): page}, inputs=[name for name in (source, spec) if name], force=force)
    return Reviewed(source, output, shown.document.diagnostics)


def prepare(source: str, *, spec: str = "", without: Sequence[str] = (), undo: Sequence[str] = ()) -> Review:
    """What the page shows; where no `spec` is named, the one that parse would write, with the lines it would have."""
    from speechgen.review import Review
    from speechgen.spec.store import dump_spec, load_spec_file

    document = analyse(source, without=without, undo=undo)
    found = build(document)
    kept, file = load_spec_file(read_text(spec) if spec else dump_spec(found), spec)
    return Review(document, found, kept, file.where, load_units(Path.cwd()), spec)


def place_page(source: str, output: str | None) -> str:
    """Where the page goes: a file or folder of the user's choice, else `output/<stem>-review.html`."""
    name = f"{'stdin' if source == STANDARD else PurePath(source).stem}-review.html"
    if output is None:
        return str(Path(FOLDER) / name)
    to_folder = output != STANDARD and (output.endswith(("/", "\\")) or Path(output).is_dir())
    return str(Path(output) / name) if to_folder else output

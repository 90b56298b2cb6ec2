"""The user's files: read with a limit, written whole or not at all. Every failure is a Problem that names the path."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from speechgen.diagnostics import Problem, problem
from speechgen.source import Where

LIMIT = 100_000_000
"""Bytes; a speech is some hundred kilobytes, a scan of one some ten megabytes."""

STANDARD = "-"
"""The name of standard input and output."""


def read_input(name: str) -> bytes:
    """The bytes of a file, or of standard input for `-`.

    Problem: no such file (with the nearest name in its folder), a folder, no permission, more than LIMIT.
    """
    if name == STANDARD:
        data = sys.stdin.buffer.read(LIMIT + 1)
    else:
        with _path_errors(name), Path(name).open("rb") as file:
            data = file.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise problem("app.too-large", Where(name), limit=LIMIT // 1_000_000)
    return data


def read_text(name: str) -> str:
    """The text of a UTF-8 file, its BOM dropped. Problem as `read_input`, and where it is not UTF-8."""
    data = read_input(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise problem("app.not-utf8", Where(name, line)) from None


def write_outputs(files: Mapping[Path, bytes], *, inputs: Sequence[str] = (), force: bool = False) -> None:
    """Write all files, or none: each goes to a temporary file beside its place, and all take their places at the end.

    Folders are created. Problem: an output that is one of the `inputs` (unless `force`), a path that cannot be written.
    """
    for path in files:
        if not force:
            refuse_input(path, inputs)
        with _write_errors(path):
            if path.is_dir():
                raise problem("app.is-folder-output", Where(str(path)))
    waiting: list[tuple[str, Path]] = []
    try:
        for path, data in files.items():
            with _write_errors(path):
                path.parent.mkdir(parents=True, exist_ok=True)
                waiting.append((_temporary(path, data), path))
        for temporary, path in waiting:
            with _write_errors(path):
                Path(temporary).replace(path)
    finally:
        for temporary, _ in waiting:
            Path(temporary).unlink(missing_ok=True)


def append_lines(path: Path, lines: Sequence[str]) -> None:
    """Add lines at the end of a file, all or none, and see them onto the disk; the file is made where there is none.

    They are written into a copy that then takes the file's place: a process that is killed can be cut off in the middle
    of a write, and would leave half a line. A last line that a crash has left without its end is ended first, so it
    stays what it is and harms no other. Call it under `locked`; a change by somebody who does not is noticed all the
    same. Problem: it cannot be written.
    """
    if not lines:
        return
    path = path.resolve()  # the copy takes the place of the file, not of a link to it
    _clear_copies(path)
    new = "".join(line + "\n" for line in lines).encode("utf-8", "replace")
    with _write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        while not _added(path, new):
            time.sleep(0.02)


def _clear_copies(path: Path) -> None:
    """Remove the copies that killed processes have left; under the lock none of them is in use."""
    if len(path.name) > _LONGEST_PREFIX or not path.parent.is_dir():
        return
    for left in path.parent.iterdir():
        if left.name.startswith(f".{path.name}.") and left.name.endswith(_TEMPORARY):
            left.unlink(missing_ok=True)


def _added(path: Path, new: bytes) -> bool:
    """Whether a copy of the file with more at its end could take its place; False where the file changed meanwhile."""
    before = _stamp(path)
    old = path.read_bytes() if before else b""
    temporary = _temporary(path, old + (b"\n" if old and not old.endswith(b"\n") else b"") + new)
    try:
        if _stamp(path) != before:
            return False
        Path(temporary).replace(path)
        return True
    finally:
        Path(temporary).unlink(missing_ok=True)


def _stamp(path: Path) -> tuple[int, int] | None:
    """Size and time of a file's last change; None where there is no file."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


_LONGEST_PREFIX, _TEMPORARY = 60, ".tmp"
PATIENCE = 20.0
"""Seconds to wait for somebody who writes the same file: a write takes milliseconds."""


@contextmanager
def locked(path: Path, patience: float = PATIENCE) -> Iterator[None]:
    """While this lasts, nobody else who asks for the same lock writes the file.

    The lock is on a hidden file beside it, which stays, because the file itself may be replaced. The system lifts it
    when the process ends, however that happens. Problem: held for longer than `patience`, no right to write.
    """
    place = path.resolve()
    with _write_errors(path):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(place.with_name(f".{place.name}.lock"), os.O_RDWR | os.O_CREAT, 0o666)
    try:
        end = time.monotonic() + patience
        while not _try_lock(handle):
            if time.monotonic() > end:
                raise problem("app.locked", Where(str(path)), seconds=round(patience))
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def _try_lock(handle: int) -> bool:
    """Whether the lock could be had now."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True


def refuse_input(path: Path, inputs: Sequence[str]) -> None:
    """Problem where a file to be written is one of the files to be read."""
    if any(_same(path, name) for name in inputs):
        raise problem("app.output-is-input", Where(str(path)))


def write_standard(data: bytes) -> None:
    """Bytes to standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _temporary(path: Path, data: bytes) -> str:
    """The name of a new file in the folder of `path` that holds the data; nothing is left where writing fails."""
    prefix = f".{path.name[:_LONGEST_PREFIX]}."
    handle, name = tempfile.mkstemp(prefix=prefix, suffix=_TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(path))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced; of a new one, what the umask leaves."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _same(path: Path, name: str) -> bool:
    if name == STANDARD:
        return False
    try:
        return path.samefile(name)
    except OSError:
        return False


@contextmanager
def _path_errors(name: str) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise read_problem(name, error) from None


def read_problem(name: str, error: Exception) -> Problem:
    """What to tell of a path at which the system failed."""
    if isinstance(error, FileNotFoundError):
        near = _nearest_file(name)
        return problem("app.missing-near" if near else "app.missing", Where(name), near=near)
    if isinstance(error, IsADirectoryError):
        return problem("app.is-folder", Where(name))
    if isinstance(error, PermissionError):
        return problem("app.no-permission", Where(name))
    if getattr(error, "errno", None) == errno.ENAMETOOLONG:
        return problem("app.name-too-long", Where(name))
    return problem("app.unreadable", Where(name), reason=_reason(error))


@contextmanager
def _write_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (FileExistsError, NotADirectoryError):
        raise problem("app.not-a-folder", Where(str(path.parent))) from None
    except OSError as error:
        raise _write_problem(path, error) from None


def _write_problem(path: Path, error: OSError) -> Problem:
    names = {
        errno.EACCES: "app.unwritable",
        errno.EPERM: "app.unwritable",
        errno.EROFS: "app.unwritable",
        errno.ENOSPC: "app.disk-full",
        errno.EDQUOT: "app.disk-full",
        errno.ENOENT: "app.no-such-place",
        errno.ENAMETOOLONG: "app.name-too-long",
    }
    name = names.get(error.errno or 0, "app.cannot-write")
    return problem(name, Where(str(path)), folder=str(path.parent), reason=_reason(error))


def _nearest_file(name: str) -> str:
    """The file in the same folder whose name looks most like a missing one; "" where none does."""
    from difflib import get_close_matches

    folder = Path(name).parent
    try:
        others = [p.name for p in folder.iterdir() if p.is_file()]
    except OSError:
        return ""
    found = get_close_matches(Path(name).name, sorted(others), 1, cutoff=0.75)
    return str(folder / found[0]) if found else ""


def _reason(error: Exception) -> str:
    """The system's own name for what went wrong, such as EIO: its words are in one language, and not always ours."""
    return errno.errorcode.get(getattr(error, "errno", None) or 0, type(error).__name__)

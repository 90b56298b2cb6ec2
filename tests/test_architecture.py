"""The house: walls, sizes, exports, names, words. What docs/architecture.md and docs/glossary.md promise, checked."""

from __future__ import annotations

import ast
import importlib
import importlib.machinery
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from speechgen import discover
from speechgen.spec import model

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "speechgen"
SHARED = Path(os.environ.get("SPEECHGEN_SHARED", ROOT.parent / "shared"))
MODULES = sorted(PACKAGE.rglob("*.py"))
PYTHON_FILES = [*MODULES, *sorted(p for d in ("tests", "benchmarks", "scripts") for p in (ROOT / d).rglob("*.py"))]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PYTHON_FILES}
BINARY = {".docx", ".pdf", ".png", ".jpg", ".xlsx", ".otf", ".ico"}


NOT_OURS = {".git", ".venv", "output", "build", "dist", "__pycache__"} | {
    f".{tool}" for tool in ("pytest_cache", "mypy_cache", "ruff_cache", "hypothesis", "import_linter_cache")
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def project_files() -> list[Path]:
    """Every text file that belongs to the project: as git knows it, or what is there where there is no git."""
    paths = [p for p in ROOT.rglob("*") if not set(p.relative_to(ROOT).parts) & NOT_OURS]
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        paths = [ROOT / name for name in listed.split("\0") if name]
    return [p for p in paths if p.is_file() and p.suffix not in BINARY]


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


# ---- walls ---------------------------------------------------------------------------------------------------------


def test_imports_go_downward_only() -> None:
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


HEAVY = {
    "chinese_calendar",
    "jieba",
    "weasyprint",
    "docx",
    "docxtpl",
    "opencc",
    "ruamel",
    "rich",
    "lxml",
    "jinja2",
    "icalendar",
    "matplotlib",
    "openpyxl",
    "xlsxwriter",
}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_heavy_libraries_are_imported_where_they_are_used(path: Path) -> None:
    """`speechgen --help` must not pay for what it does not use."""
    found = set()
    for node in TREES[path].body:
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    assert not found & HEAVY, "import it inside the function that needs it (or under TYPE_CHECKING)"


def test_starting_imports_no_heavy_library() -> None:
    code = f"import sys, speechgen.cli.main; print(*sorted({HEAVY | {'pydantic'}!r} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""


# ---- sizes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", PYTHON_FILES, ids=name_of)
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = read(path).count("\n")
    assert lines <= 300, f"{lines} lines: make it a folder of the same name"
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= 50, f"{node.name}: {length} lines"


# ---- exports -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("package", "constant"), [("speechgen.readers", "READER"), ("speechgen.writers", "WRITER")])
def test_every_format_exports_what_its_folder_agreed_on(package: str, constant: str) -> None:
    names = discover.names(package)
    assert names
    for name in names:
        discover.export(package, name, constant)


def test_every_public_pass_has_its_row() -> None:
    passes = importlib.import_module("speechgen.passes")
    assert sorted(passes.PASSES) == sorted(discover.names("speechgen.passes"))


def test_every_public_module_and_function_says_what_it_is_for() -> None:
    silent = []
    for path in MODULES:
        if path.name == "__main__.py":
            continue
        if not ast.get_docstring(TREES[path]):
            silent.append(name_of(path))
        for node in TREES[path].body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                trivial = isinstance(node, ast.ClassDef) or (node.end_lineno or 0) - node.lineno < 2
                if not trivial and not ast.get_docstring(node):
                    silent.append(f"{name_of(path)}:{node.lineno} {node.name}")
    assert not silent


# ---- names ---------------------------------------------------------------------------------------------------------


def glossary() -> list[list[str]]:
    """Rows of the tables of docs/glossary.md: Chinese term, identifier, never, meaning."""
    rows = []
    for line in read(ROOT / "docs" / "glossary.md").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and not set(cells[0]) <= set("-: ") and "`" in cells[1]:
            rows.append(cells)
    return rows


def ticked(cell: str) -> set[str]:
    return set(re.findall(r"`([\w-]+)`", cell))


def schema_keys() -> set[str]:
    kinds = [k for k in vars(model).values() if isinstance(k, type) and issubclass(k, model.Model)]
    return {key for kind in kinds for key in kind.model_fields}


def identifiers(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every name that a file gives to something of its own."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def test_every_key_of_the_spec_is_in_the_glossary() -> None:
    known = {name for row in glossary() for name in ticked(row[1])}
    assert schema_keys() - known == set()


def test_nothing_is_called_by_a_name_the_glossary_rules_out() -> None:
    ruled_out = {name: row[1] for row in glossary() for name in ticked(row[2])}
    assert ruled_out
    for path, tree in TREES.items():
        for line, name in identifiers(tree):
            words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().split("_")
            for word in {*words, name.lower()} & ruled_out.keys():
                pytest.fail(f"{name_of(path)}:{line} {name}: the word of the house is {ruled_out[word]}")


def test_a_term_has_one_name_and_a_name_one_term() -> None:
    terms = [row[0] for row in glossary()]
    names = [name for row in glossary() for name in ticked(row[1])]
    assert sorted(terms) == sorted(set(terms))
    assert sorted(names) == sorted(set(names))


# ---- nothing unfinished, nothing from somebody's machine -------------------------------------------------------------


def test_nothing_is_left_to_do() -> None:
    word = re.compile(r"\b(TO" r"DO|FIX" r"ME|HA" r"CK)\b|raise NotImplemented" r"Error")
    for path in project_files():
        for number, line in enumerate(read(path).splitlines(), 1):
            assert not word.search(line), f"{name_of(path)}:{number} {line.strip()}"


def test_no_function_is_a_stub() -> None:
    for path in MODULES:
        protocols = [
            node for node in ast.walk(TREES[path])
            if isinstance(node, ast.ClassDef) and any(ast.unparse(base).startswith("Protocol") for base in node.bases)
        ]  # fmt: skip
        declared = {id(n) for protocol in protocols for n in ast.walk(protocol)}
        for node in ast.walk(TREES[path]):
            if isinstance(node, ast.FunctionDef) and id(node) not in declared:
                last = node.body[-1]
                empty = isinstance(last, ast.Pass) or (isinstance(last, ast.Expr) and ast.unparse(last) == "...")
                assert not (empty and len(node.body) <= 2), f"{name_of(path)}:{node.lineno} {node.name}"


def test_no_path_of_a_machine() -> None:
    home = re.compile(r"(?<![\w.~$}>*?/-])/(?:work|home|root|Users|mnt)/\w")
    for path in project_files():
        for number, line in enumerate(read(path).splitlines(), 1):
            assert not home.search(line), f"{name_of(path)}:{number} {line.strip()}"


# ---- our own words -------------------------------------------------------------------------------------------------

RUN = 25
"""Characters in a row (punctuation left out) that nobody shares by chance; set phrases of the genre are shorter."""


def runs(text: str) -> set[str]:
    bare = re.sub(r"\W+", "", text)
    return {bare[i : i + RUN] for i in range(len(bare) - RUN + 1)}


def decoded(path: Path) -> str:
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


def test_no_sentence_of_a_real_speech_is_in_the_project() -> None:
    real = [p for d in ("seeds", "documents") for p in (SHARED / d).glob("*.*") if p.suffix in {".txt", ".html"}]
    if not real:
        pytest.skip("the real speeches are not here (SPEECHGEN_SHARED or ../shared)")
    known = set().union(*(runs(decoded(p)) for p in real))
    for path in project_files():
        if path.name not in {"LICENSE"}:
            shared = {run for run in runs(decoded(path)) & known if re.search(r"[\u4e00-\u9fff]{6}", run)}
            assert not shared, f"{name_of(path)}: {sorted(shared)[0]}"


# ---- tests and docs ------------------------------------------------------------------------------------------------


def test_the_helpers_of_tests_have_names_of_their_own() -> None:
    """They are imported by bare name from the folders of the tests, so the first of two alike would be taken for both,
    and one that is called like a library would hide it."""
    stems = [p.stem for p in (ROOT / "tests").rglob("*.py") if p.stem not in ("__init__", "conftest")]
    assert sorted({stem for stem in stems if stems.count(stem) > 1}) == []
    helpers = {stem for stem in stems if not stem.startswith("test_")}
    assert sorted(h for h in helpers if h in sys.stdlib_module_names or installed(h)) == []


def installed(name: str) -> bool:
    """Whether a library, and not a file of the tests, goes by this name."""
    found = importlib.machinery.PathFinder.find_spec(name, [p for p in sys.path if "site-packages" in p])
    return found is not None


def test_the_diagram_names_every_format_that_is_read() -> None:
    from speechgen.readers import readers

    diagram = read(ROOT / "docs" / "architecture.md").split("```")[1]
    assert [r.suffixes[0] for r in readers().values() if r.suffixes[0] not in diagram] == []


def test_the_docs_name_every_kind_of_lint_rule() -> None:
    from speechgen.lint import lint_kinds
    from speechgen.units import load_registry

    section = read(ROOT / "docs" / "add-a-thing.md").split("## A lint rule")[1].split("\n## ")[0]
    assert [kind for kind in lint_kinds(load_registry()) if f"`{kind}`" not in section] == []

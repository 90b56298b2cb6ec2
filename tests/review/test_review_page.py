"""The page to review with: its data fit the source, it holds nothing foreign, it cannot be broken by words."""

from __future__ import annotations

import hashlib
import os
import re
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from review_pages import SPEECH, Elements, cut, page_of

from speechgen.app.review import prepare
from speechgen.diagnostics import catalogue
from speechgen.review import page_data
from speechgen.review.page import SCRIPTS, as_json

ROOT = Path(__file__).parent.parent.parent
SHARED = Path(os.environ.get("SPEECHGEN_SHARED", ROOT.parent / "shared"))
PAGE = ROOT / "speechgen" / "review" / "page"
SPEECHES = [ROOT / "specs" / "yunxi-2026.txt", *sorted((ROOT / "tests" / "cases" / "speeches").glob("*/speech.*"))]
SCRIPT = "".join((PAGE / name).read_text(encoding="utf-8") for name in SCRIPTS)
HOSTILE = (
    "一、2026年工作安排\n"
    "县水利局要在</script><script>window.broken = 1</script>6月底前完成<img src=x onerror=window.broken=1>排查。\n"
    "县民政局</textarea></title><!--<script>要抓好\u2028养老\u2029服务“&lt;b&gt;”，新建\U00020bb7\U0002a6a5驿站12个。\n"
)


@pytest.mark.parametrize("speech", SPEECHES, ids=lambda path: path.parent.name)
def test_every_mark_stands_in_the_source(speech: Path) -> None:
    shown = prepare(str(speech))
    data, document = page_data(shown, "zh"), shown.document
    there = {(m["kind"], cut(data["text"], m["start"], m["end"]), m["place"]) for m in data["marks"]}
    assert data["text"] == document.source.text
    for mark in document.marks:
        span = document.view.span(mark.span.start, mark.span.end)
        words = document.source.text[span.start : span.end]
        assert not words or (mark.kind, words, document.source.place(span)) in there
    changes = [(m["change"][1], cut(data["text"], m["start"], m["end"])) for m in data["marks"] if m["change"]]
    assert len(changes) == len(document.changes)
    assert all(before == words for before, words in changes)


def test_every_mark_of_real_speeches_has_its_reason() -> None:
    real = sorted((SHARED / "seeds").glob("*.txt"))
    if not real:
        pytest.skip("the real speeches are not here (SPEECHGEN_SHARED or ../shared)")
    for path in real:
        test_every_mark_stands_in_the_source(path)
        test_every_task_and_value_has_its_mark_and_every_mark_its_reason(path)


@pytest.mark.parametrize("speech", SPEECHES, ids=lambda path: path.parent.name)
def test_every_task_and_value_has_its_mark_and_every_mark_its_reason(speech: Path) -> None:
    data = page_data(prepare(str(speech)), "zh")
    known = range(len(data["marks"]))
    assert len(data["tasks"]) == len({task["mark"] for task in data["tasks"]})
    for row in (*data["tasks"], *data["facts"], *(value for task in data["tasks"] for value in task["values"])):
        assert row["mark"] in known and not row["state"]
    assert all(concern["mark"] in (-1, *known) for concern in data["concerns"])
    silent = [name for name, rule in data["rules"].items() if not (rule["plain"] or rule["why"])]
    assert not silent, "give it a reason- entry in messages/review.toml"
    nameless = [kind for kind, _ in data["kinds"] if f"kind-{kind}" not in catalogue("review")]
    assert not nameless, "give it a kind- entry in messages/review.toml"


def test_what_needs_a_person(tmp_path: Path) -> None:
    data, _ = page_of(SPEECH + "县林业局要抓好云溪��护林。\n", tmp_path)
    topics = [concern["topic"] for concern in data["concerns"]]
    assert topics == sorted(topics, key=[name for name, _ in data["topics"]].index)
    assert set(topics) >= {"damaged", "doubtful", "redacted", "no-party", "no-due"}
    for concern in data["concerns"]:
        assert concern["message"] and (concern["mark"] >= 0 or concern["task"] >= 0)
    redacted = next(c for c in data["concerns"] if c["topic"] == "redacted")
    mark = data["marks"][redacted["mark"]]
    assert "*" in cut(data["text"], mark["start"], mark["end"])
    assert redacted["line"] > 0


def test_a_change_of_cleaning_can_be_undone_by_its_id(tmp_path: Path) -> None:
    data, _ = page_of(SPEECH, tmp_path)
    change = next(m["change"] for m in data["marks"] if m["change"] and m["change"][2] == "。")
    assert change[1] == "."
    undone = page_data(prepare(str(tmp_path / "speech.txt"), undo=[change[0]]), "zh")
    assert change not in [m["change"] for m in undone["marks"]]


def test_rare_characters_are_counted_as_a_browser_counts(tmp_path: Path) -> None:
    data, _ = page_of(HOSTILE, tmp_path)
    found = {cut(data["text"], m["start"], m["end"]) for m in data["marks"] if m["kind"] == "target"}
    assert "12个" in found


def test_nothing_comes_from_elsewhere_and_nothing_else_runs(tmp_path: Path) -> None:
    _, page = page_of(SPEECH, tmp_path)
    text = page.decode()
    assert not re.search(r"https?:|url\(|@import|\bsrc=|\bhref=|\bon[a-z]+=\"", text)
    policy = next(a["content"] or "" for tag, a in Elements(text).tags if "http-equiv" in a and tag == "meta")
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy
    inside = [re.search(rf"<{tag}>(.*?)</{tag}>", text, re.S) for tag in ("style", "script")]
    hashes = [b64decode(h) for h in re.findall(r"'sha256-([^']+)'", policy)]
    assert hashes == [hashlib.sha256(found[1].encode()).digest() for found in inside if found]
    assert str(tmp_path) not in text


def test_the_words_of_a_speech_are_never_markup(tmp_path: Path) -> None:
    data, page = page_of(HOSTILE, tmp_path)
    plain = Elements(page_of(SPEECH, tmp_path)[1].decode())
    read = Elements(page.decode())
    assert [tag for tag, _ in read.tags] == [tag for tag, _ in plain.tags]
    assert read.data["text"] == data["text"]
    assert read.scripts[1] == plain.scripts[1]


@given(st.text(st.characters(codec=None), max_size=60))
def test_json_says_the_same_and_cannot_leave_its_element(text: str) -> None:
    written = as_json({"text": text})
    assert not re.search("[<>&\u2028\u2029\ud800-\udfff]", written)
    written.encode()
    assert Elements(f'<script type="application/json">{written}</script>').data == {"text": text}


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("县水利局要在6月底前完成\n一、（）*%<>&\u2028\U00020bb7？X ", max_size=120))
def test_any_text_has_a_page(tmp_path: Path, text: str) -> None:
    data, page = page_of("云" + text, tmp_path)
    assert Elements(page.decode()).data["marks"] == [{**m, "details": [*map(list, m["details"])]} | (
        {"change": list(m["change"])} if m["change"] else {}) for m in data["marks"]]  # fmt: skip


def test_the_same_speech_gives_the_same_bytes(tmp_path: Path) -> None:
    assert page_of(SPEECH, tmp_path) == page_of(SPEECH, tmp_path)


# ---- the script ----


def test_the_script_speaks_only_in_words_of_the_catalogue() -> None:
    used = set(re.findall(r'words\("([\w-]+)"', SCRIPT))
    begun = tuple(re.findall(r'words\("([\w-]+-)" \+', SCRIPT))
    known = {name.removeprefix("page-") for name in catalogue("review") if name.startswith("page-")}
    assert used - set(begun) <= known
    assert {name for name in known - used if not name.startswith(begun)} == set()


def test_the_script_runs_in_old_browsers_and_sets_text_only() -> None:
    bare = re.sub(r"//[^\n]*", "", SCRIPT)
    assert not re.search(r"=>|`|\b(let|const|class|async|await)\b|\.\.\.|\?\.", bare)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|\beval\b|new Function|fetch|XMLHttp", bare
    )
    assert not re.search(r"var\(|grid|https?:", (PAGE / "page.css").read_text(encoding="utf-8"))

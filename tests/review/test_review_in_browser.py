"""The page in a real browser: what is chosen on one side is shown on the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser, missing
from review_pages import SPEECH, page_of

from speechgen.app.review import review

pytestmark = pytest.mark.skipif(bool(missing()), reason=missing() or "there is one")
ROOT = Path(__file__).parent.parent.parent
SEEN = """
    var inner = arguments[0], pane = inner.closest('#source, .panel').getBoundingClientRect();
    var box = inner.getBoundingClientRect();
    return box.height > 0 && box.top >= pane.top - 1 && Math.min(box.bottom, box.top + 60) <= pane.bottom + 1;
"""
LIT = "return [].map.call(document.querySelectorAll('#source .on'), function (e) { return e.textContent; }).join('')"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    window = Browser()
    window.resize(1280, 800)
    yield window
    window.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    page = tmp_path_factory.mktemp("sample") / "page.html"
    review(str(ROOT / "specs" / "yunxi-2026.txt"), str(page))
    return page


@pytest.fixture
def opened(browser: Browser, sample: Path) -> Iterator[Browser]:
    browser.open(sample)
    browser.run("localStorage.clear()")
    browser.open(sample)
    yield browser
    assert browser.complaints() == []


def seen(browser: Browser, selector: str) -> bool:
    """Whether an element (its beginning, if it is tall) is on the screen, inside its pane."""
    found = browser.run(f"return document.querySelector({selector!r})")
    return bool(found) and bool(browser.run(SEEN, found))


def test_a_click_on_a_task_shows_its_words_in_the_source(opened: Browser) -> None:
    assert not seen(opened, "#source .on")
    words = opened.run("return tasks[30].text")
    opened.click("#task-30 .card-text")
    assert opened.run(LIT) == words
    assert seen(opened, "#source .on")
    assert opened.run("return cards[30].className.indexOf(' on') > 0")


def test_a_click_in_the_source_shows_the_task_and_the_rule(opened: Browser) -> None:
    opened.click("#source .k-due")
    due, task = opened.run("return [marks[chosen.mark].kind, chosen.task]")
    assert due == "due"
    assert seen(opened, f"#task-{task}")
    assert opened.run("return document.querySelector('.value.on .words').textContent") == opened.run(LIT)
    assert "due/limits" in opened.run("return document.getElementById('why').textContent")


def test_a_second_click_at_the_same_place_goes_outward(opened: Browser) -> None:
    opened.click("#source .k-due")
    opened.click("#source .k-due")
    kind, words, task = opened.run("return [marks[chosen.mark].kind, markWords(chosen.mark), chosen.task]")
    assert kind != "due" and len(words) > 4 and task >= 0


def test_a_click_on_a_value_shows_it_inside_its_task(opened: Browser) -> None:
    opened.click("#task-1 .value")
    words = opened.run("return document.querySelector('#task-1 .value .words').textContent")
    assert opened.run(LIT) and words.endswith(opened.run(LIT))  # of a target the number: its name may stand elsewhere
    near = opened.run("return document.querySelector('#source .near').textContent")
    assert near and near in opened.run("return tasks[1].text")


def test_what_needs_a_person_leads_to_its_place(opened: Browser) -> None:
    opened.click("#tab-concerns")
    opened.click("#concern-5")
    assert seen(opened, "#source .on") and seen(opened, "#concern-5.on")
    assert opened.run("return concerns[5].message") in opened.run("return document.getElementById('why').textContent")


def test_keys_step_through_tasks_and_through_what_to_check(opened: Browser) -> None:
    opened.press("jjjk")
    assert opened.run("return chosen.task") == 1
    assert seen(opened, "#task-1.on") and seen(opened, "#source .on")
    opened.press("nn")
    assert opened.run("return [chosen.concern, tabs.open]") == [1, "concerns"]
    opened.press("xn")
    assert opened.run("return chosen.concern") == 2
    left = opened.run("return document.querySelector('#tab-concerns .count').textContent").split("/")
    assert int(left[1]) - int(left[0]) == 1
    opened.press("pp")
    assert opened.run("return chosen.concern") == 0
    opened.press("\ue00c")
    assert opened.run("return document.querySelectorAll('.on').length") == 0


def test_a_tick_is_remembered(opened: Browser, sample: Path) -> None:
    opened.press("nx")
    opened.open(sample)
    assert opened.run("return rows[0].box.checked && !rows[1].box.checked")


def test_a_kind_can_be_hidden(opened: Browser) -> None:
    count = int(opened.run("return document.querySelector('.chip.k-party .count').textContent"))
    assert count == opened.run("return marks.filter(function (m) { return m.kind === 'party'; }).length") > 0
    opened.click(".chip.k-party")
    assert opened.run("return document.querySelectorAll('#source .k-party').length") == 0
    opened.click(".chip.k-party")
    assert opened.run("return document.querySelectorAll('#source .k-party').length") >= count


def test_the_source_is_the_text_and_names_are_given_once(opened: Browser) -> None:
    lines = opened.run("return [].map.call(document.querySelectorAll('.line'), function (e) { return e.textContent; })")
    assert "\n".join(lines) == (ROOT / "specs" / "yunxi-2026.txt").read_text(encoding="utf-8")
    ids = opened.run("return [].map.call(document.querySelectorAll('[id]'), function (e) { return e.id; })")
    assert len(ids) == len(set(ids)) > 50


def test_a_narrow_window_shows_both_sides(opened: Browser) -> None:
    opened.resize(480, 800)
    try:
        opened.press("jjj")
        assert seen(opened, "#source .on") and seen(opened, "#task-2")
        assert opened.run("return document.documentElement.scrollWidth") <= 480
    finally:
        opened.resize(1280, 800)


def test_words_do_nothing_but_show(browser: Browser, tmp_path: Path) -> None:
    attack = (
        "县水利局</script><script>window.broken=1</script><img src=x onerror=window.broken=1>要在6月底前\u2028完成。"
    )
    _, page = page_of(f"{SPEECH}{attack}\n", tmp_path)
    path = tmp_path / "page.html"
    path.write_bytes(page)
    browser.open(path)
    browser.press("jnjn")
    assert browser.run("return [window.broken || 0, document.images.length, document.scripts.length]") == [0, 0, 2]
    assert "<script>" in browser.run("return document.getElementById('source').textContent")
    assert browser.complaints() == []


def test_nothing_but_the_page_s_own_script_may_run(browser: Browser, sample: Path) -> None:
    """Were a word of the speech to become markup after all, the browser would still refuse to run it."""
    browser.open(sample)
    browser.run("""
        var script = document.createElement('script'), image = document.createElement('img');
        script.textContent = 'window.broken = 1';
        image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
        document.body.appendChild(script);
        document.body.appendChild(image);
    """)
    assert browser.run("return window.broken || 0") == 0
    assert any("Content Security Policy" in words for words in browser.complaints())

"""The speech out of a site's menus, by where the sentences of a page stand.

A line is prose where it has the punctuation of a sentence outside of links. The content is the innermost element
that holds nearly all of the page's prose; what is in it and has no prose but links, or is named like a menu, is left
out.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from speechgen.readers._webpage import Grid, Line

if TYPE_CHECKING:
    from lxml.etree import _Element

NEARLY_ALL = 0.95
"""The share of the page's prose that the content has to hold."""
PROSE = re.compile(r"[，。；！？]|(?<=[\u4e00-\u9fff])[,;.]")
SHORTEST_PROSE = 10
INSIDE_TEXT = frozenset({"p", "ul", "ol", "li", "dl", "dd", "dt", "blockquote", "pre", "h1", "h2", "h3", "h4"})
"""Elements that are text and not a part of the page: the content is never just one of them."""
FURNITURE_TAGS = frozenset({"nav", "footer", "aside"})
FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|menu|footer|foot|sidebar|breadcrumbs?|crumbs?|copyright|share|comments?|pager|pagination"
    r"|related|recommend|toolbar|login|search|advert|banner)(?:$|[\s_-])",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"(?:网友|最新|精彩|热门|全部|用户|发表|我要)?(?:评论|留言|跟帖)(?:回复|列表|区|内容)?(?:[（(]\d+[）)])?[：:]?"
)
"""A line above what readers of a page wrote."""
MOST_COMMENTS = 0.5
"""The share of the prose that may stand below such a line."""
DOCUMENT_NAME = re.compile(
    r"(?:关于|在)\S{4,80}(?:通知|意见|决定|通报|报告|方案|办法|措施|规划|计划|纲要|要点|公告|函|讲话|致辞)(?:[（(][^（()）]*[）)])?"
)
"""How a line reads that names an official document."""
SMALL_PART = 0.05
"""The share of the prose below which an element that is named like furniture is furniture."""

Item = Line | Grid


def choose_content(root: _Element, items: list[Item]) -> tuple[list[Item], int]:
    """The items that are the page's content, in order, and how many characters of prose there are in them."""
    weights = _weights(root, items)
    total = weights[root]
    content = _innermost(root, weights, {i.element for i in items if isinstance(i, Grid)})
    furniture = _furniture(content, items, weights, total)
    inside = set(content.iter())
    kept = [i for i in items if i.element in inside and i.element not in furniture and not _is_link(i)]
    return _without_comments(kept, total), total


def find_title(root: _Element, items: list[Item], kept: list[Item]) -> str:
    """The page's own heading where it stands before the content: a line that the page's title repeats, or else the
    last one that names an official document.

    "" where there is none, or where the content begins with much the same words.
    """
    named = "".join(root.findtext(".//title", "").split())
    first = next((n for n, item in enumerate(items) if kept and item is kept[0]), 0)
    before = [i.text for i in items[:first] if isinstance(i, Line) and not _is_link(i)]
    headings = [t for t in before if len(t) >= 6 and "".join(t.split()) in named]
    title = max(headings, key=len) if headings else next((t for t in before[::-1] if DOCUMENT_NAME.fullmatch(t)), "")
    beginning = [i.text for i in kept[:3] if isinstance(i, Line)]
    return "" if any(SequenceMatcher(None, title[:200], t[:200]).ratio() > 0.6 for t in beginning) else title


def _without_comments(items: list[Item], total: int) -> list[Item]:
    """The items above the line that heads the comments on a page, where most of the prose stands above it."""
    for n, item in enumerate(items):
        if isinstance(item, Line) and COMMENTS.fullmatch(item.text) and n:
            below = sum(map(_prose, items[n:]))
            return items[:n] if below <= MOST_COMMENTS * total else items
    return items


def _prose(item: Item) -> int:
    """Characters of prose in a line or a table."""
    if isinstance(item, Grid):
        return sum(len(line) for cells, _ in item.rows for cell in cells for line in cell.lines)
    words = len("".join(item.text.split())) - item.links
    return words if words >= SHORTEST_PROSE and PROSE.search(item.text) else 0


def _is_link(item: Item) -> bool:
    """Whether a line is mostly a link, brackets around it aside."""
    return isinstance(item, Line) and 2 * item.links > len(re.sub(r"[\W_]", "", item.text))


def _weights(root: _Element, items: list[Item]) -> dict[_Element, int]:
    """The prose in each element, with all that is inside it."""
    order = list(root.iter())
    weights = dict.fromkeys(order, 0)
    for item in items:
        weights[item.element] += _prose(item)
    for element in reversed(order):
        parent = element.getparent()
        if parent is not None and element is not root:
            weights[parent] += weights[element]
    return weights


def _innermost(root: _Element, weights: dict[_Element, int], grids: set[_Element]) -> _Element:
    content = root
    while weights[root]:
        inner = max(content, key=lambda e: weights.get(e, 0), default=None)
        text = inner is None or inner.tag in INSIDE_TEXT or inner in grids
        if inner is None or text or weights.get(inner, 0) < NEARLY_ALL * weights[root]:
            break
        content = inner
    return content


def _furniture(content: _Element, items: list[Item], weights: dict[_Element, int], total: int) -> set[_Element]:
    """Elements inside the content that are no part of it, with all that is inside them."""
    links = dict.fromkeys(content.iter(), 0)
    words = dict.fromkeys(content.iter(), 0)
    for item in items:
        if isinstance(item, Line) and item.element in links:
            links[item.element] += item.links
            words[item.element] += len(item.text)
    for element in reversed(list(links)):
        parent = element.getparent()
        if parent in links and element is not content:
            links[parent] += links[element]
            words[parent] += words[element]
    found: set[_Element] = set()
    for element in links:
        if element is content:
            continue
        named = element.tag in FURNITURE_TAGS or FURNITURE_NAME.search(f"{element.get('class')} {element.get('id')}")
        menu = weights[element] == 0 and 2 * links[element] > words[element]
        if element.getparent() in found or menu or (named and weights[element] <= SMALL_PART * total):
            found.add(element)
    return found

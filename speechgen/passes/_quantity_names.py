"""What a number measures: the shortest words that say it (ANNOTATION, Targets and facts)."""

from __future__ import annotations

import re

CUT = re.compile(r"[，。；：！？\n]|——")
VERB_CUT = re.compile(r"确保|力争|力促|努力|(?<!全)实现|其中|截至目前")
LEADING = re.compile(
    r"^(?:确保|力争|力促|努力|使|要|并|且|同时|其中|预计|累计|共计|合计|总计|共|已|将|全年|今年|年内|年底|到年底|上半年|下半年|"
    r"[一二三四]季度|一至四季度|第[一二三四]季度|全县共?|全市|全区|全省共?|我县|截至目前|目前|当前|达到|完成了|实现了|再|有|和|及|与|以及|"
    r"(?:到)?\d{4}年(?:底)?(?:前)?|\d{1,2}月底前|预期|计划|各项|等|、|”|“)+"
)
TRAILING = re.compile(r"(?:(?:、|，)?第?[一二三四]季度|分别|依次|不低于|不少于|不超过|达到|达|为|至|到|控制|控制在|保持在|稳定在|保持|稳定|突破|超过|力争|约|近|超|的|在|了|有|共|各|等|(?:由|从)(?:20\d\d年)?的?|发展到|增长到|提高到|扩大到|(?:均|都)?实现|均|都|翻|减少到|下降到|增加到|[“（(])+$")
LIST = re.compile(r"(?:[、和及与]|以及|，)?")
VERB_ONLY = re.compile(r"^(?:同比|比上年|较上年|较去年|年均|环比|可比)?(?:分别)?(?:增长|下降|增加|提高|提升|减少|增幅|上升|收窄|净增|降低|回落|扩大|压减|(?:增长|下降|增加|提高|提升|减少|上升|降低|扩大|压减|发展|跃升)(?:到|至)(?:20\d\d年的?)?|较[^，]{1,8}(?:提升|提高|增长|下降))?$")
CHANGE = re.compile(r"(?:同比|比上年|较上年|年均|环比|可比)?(?:增长|下降|增加|提高|提升|减少|上升|收窄|降低|回落|完成|实现)+(?:到|至)?$")
GENERIC = re.compile(r"^(?:的)?(?:年度)?(?:目标任务|目标|任务|水平|规模|大关|用于)")
BEHIND_END = re.compile(r"[，。；：！？、）)（(〔\n]|以及|[与和及](?=[\d*X])|因(?!地)|等(?:[^级]|$)|年底|年内|[上下]半年|全部|\d+月")
LONGEST = 30


def same_list(between: str) -> bool:
    """Whether nothing but a list mark stands between two numbers (7%和8%, *%、*%)."""
    return LIST.fullmatch(between) is not None and between != "" and between != "，"


def name_before(text: str, start: int, end: int, earlier: str) -> str:
    """The name that ends at a number; a verb alone (同比增长) goes with what the number before it measured."""
    words = text[start:end]
    cuts = [m.end() for m in CUT.finditer(words)]
    clause = words[cuts[-1] :] if cuts else words
    verbs = [0, *(m.end() for m in VERB_CUT.finditer(clause))]
    names = (TRAILING.sub("", LEADING.sub("", clause[at:])) for at in reversed(verbs))
    name = next((n for n in names if n), "")
    if VERB_ONLY.match(name):
        subject = CHANGE.sub("", earlier) if name or words.strip("，、；。") else ""
        return (subject + name)[-2 * LONGEST :]
    return name.replace("分别", "")[-LONGEST:]


def name_behind(text: str, start: int, end: int, stop: int) -> str:
    """The thing that a number counts when it stands behind it (20家领军企业); "" where a boundary follows."""
    if start >= stop or BEHIND_END.match(text[start:stop]) or GENERIC.match(text[start:stop]):
        return ""
    words = text[start:end]
    boundary = BEHIND_END.search(words)
    name = words[: boundary.start()] if boundary else words
    name = re.sub(r"^(?:的|具有|全国领先的)|[和与及、]+$", "", name)
    if "的" in name[:-2]:
        name = name[name.rindex("的", 0, len(name) - 1) + 1 :]
    return name[:LONGEST]

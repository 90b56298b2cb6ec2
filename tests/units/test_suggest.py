"""Owners are proposed from duties and from earlier tasks; what the text says is never touched."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from speechgen.settings import make_settings
from speechgen.spec.model import Party, Section, Spec, TaskItem
from speechgen.spec.text import iter_tasks, spec_text
from speechgen.suggest import Ranking, learn, suggest_parties
from speechgen.units import load_registry

REGISTRY = load_registry()
RANKING = Ranking(REGISTRY)

OWN = {
    "修好云河堤防，清理河道乱占乱建。": "水利局",
    "新建高标准农田两万亩，抓好春耕备耕。": "农业农村局",
    "发放消费券，办好年货节，扩大汽车家电以旧换新。": "商务局",
    "改造老旧小区十二个，建成公共停车场三座。": "住房和城乡建设局",
    "引进高中数学教师，扩大学前教育学位。": "教育局",
    "排查烟花爆竹和尾矿库隐患，严防重特大事故。": "应急管理局",
    "办好就业招聘，城镇新增就业三千人，根治欠薪。": "人力资源和社会保障局",
    "推进行政审批“一件事一次办”，政务服务事项容缺受理。": "行政审批服务局",
    "做好烈士陵园修缮，落实退役军人优抚安置。": "退役军人事务局",
    "兜住低保、特困人员救助底线，办好农村敬老院。": "民政局",
}
"""Tasks of our own with the unit that everybody would name."""


def first(task: str, ranking: Ranking = RANKING) -> str:
    proposals = ranking.rank(TaskItem(task=task))
    return proposals[0].unit.name if proposals else ""


def test_plain_tasks_find_their_bureau() -> None:
    assert {task: first(task) for task in OWN} == OWN


def test_a_reason_quotes_duties_that_the_task_names() -> None:
    (best, *_) = RANKING.rank(TaskItem(task="修好云河堤防，清理河道。"))
    assert best.reason == "职责相近：河道、堤防" and not best.weak


def test_headings_help_and_names_of_parties_do_not() -> None:
    task = TaskItem(task="再上新台阶。")
    assert RANKING.rank(task, (Section(title="加快乡村旅游发展"),))[0].unit.name == "文化和旅游局"
    named = TaskItem(task="县教育局修好堤防。", parties=(Party(name="县教育局"),))
    assert RANKING.rank(named)[0].unit.name == "水利局"


def spec(*tasks: TaskItem, region: str | None = None) -> Spec:
    return Spec(region=region, preamble=tasks)


FLOOD = TaskItem(task="修好云河堤防，清理河道。", id="t-001")
VAGUE = TaskItem(task="大家都要动起来。", id="t-002")
TAKEN = TaskItem(task="清理河道。", id="t-003", parties=(Party(name="县农业农村局", role="lead"),))


def owners(found: Spec) -> list[list[tuple[str, bool]]]:
    return [[(p.name, p.suggested) for p in task.parties] for _, task in iter_tasks(found)]


def test_only_tasks_that_name_nobody_get_a_proposal_and_a_weak_one_is_none() -> None:
    given_spec = spec(FLOOD, VAGUE, TAKEN)
    found = suggest_parties(given_spec, RANKING)
    assert owners(found) == [[("县水利局", True)], [], [("县农业农村局", False)]]
    assert spec_text(found) == spec_text(given_spec)
    assert suggest_parties(found, RANKING) == found


def test_the_level_is_that_of_the_spec_s_units_or_its_region() -> None:
    assert owners(suggest_parties(spec(FLOOD), RANKING)) == [[("水利局", True)]]
    assert owners(suggest_parties(spec(FLOOD, region="青山市"), RANKING)) == [[("市水利局", True)]]
    assert owners(suggest_parties(spec(FLOOD), RANKING, region="云溪县")) == [[("县水利局", True)]]
    ours = TaskItem(task="全县上下修好河道堤防。")
    assert owners(suggest_parties(spec(ours), RANKING)) == [[("县水利局", True)]]
    party = TaskItem(task="抓好党员干部教育培训，选派驻村第一书记。")
    assert owners(suggest_parties(spec(party, region="云溪县"), RANKING)) == [[("县委组织部", True)]]


def test_more_than_one_can_be_asked_for() -> None:
    task = TaskItem(task="办好乡村旅游节，支持民宿和农产品加工企业贷款。")
    (found,) = owners(suggest_parties(spec(task), RANKING, top=3))
    assert set(found) == {("文化和旅游局", True), ("农业农村局", True)}


def test_earlier_specs_are_learned_from_but_not_their_proposals() -> None:
    said = TaskItem(task="县妇联办好云溪绣娘工坊。", id="t-007", parties=(Party(name="县妇联"),))
    guess = TaskItem(task="办好云溪绣娘工坊。", id="t-008", parties=(Party(name="县残联", suggested=True),))
    earlier = learn(spec(said, guess), "last.yaml", REGISTRY)
    assert [(task.units, task.place) for task in earlier] == [(("妇联",), "last.yaml t-007")]
    (found,) = suggest_parties(spec(TaskItem(task="再办三家云溪绣娘工坊。")), Ranking(REGISTRY, earlier)).preamble
    assert isinstance(found, TaskItem)
    assert found.parties[0].unit == "妇联" and "last.yaml t-007" in found.parties[0].reason
    assert first("再办三家云溪绣娘工坊。") != "妇联"


def test_an_office_s_own_unit_is_proposed_by_its_duties() -> None:
    own = load_registry(make_settings({"units": [{"name": "云湖湿地管理处", "duties": "云湖湿地 候鸟 观鸟"}]}))
    assert first("保护好云湖湿地候鸟。", Ranking(own)) == "云湖湿地管理处"


@given(st.text(max_size=40))
def test_any_text_is_ranked(text: str) -> None:
    task = TaskItem(task=text + "。")
    once = RANKING.rank(task, (Section(title=text),), text)
    assert [(p.unit.name, p.score) for p in once] == [
        (p.unit.name, p.score) for p in RANKING.rank(task, (Section(title=text),), text)
    ]
    assert all(p.weak or "\n" not in p.reason for p in once)

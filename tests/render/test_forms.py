"""Word forms as templates: filled with the names that any template has, DOCX only, nothing lost and nothing made up."""

from __future__ import annotations

import datetime
import io
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import docx
import pytest
import yaml
from documents import LIBRARY, yunxi
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from speechgen.app.render import render
from speechgen.app.sample import SAMPLE, sample_spec
from speechgen.diagnostics import Problem
from speechgen.render import form_filling
from speechgen.render.states import StateView, Tracked
from speechgen.render.tasks import find_tasks
from speechgen.settings import Settings
from speechgen.spec.model import Spec
from speechgen.templating import Library
from speechgen.templating.words import harmless
from speechgen.writers import is_untouched
from speechgen.writers.docx import write_form

MOMENT = datetime.datetime(2026, 2, 3, tzinfo=datetime.UTC)


def filled(spec: Spec, library: Library = LIBRARY, name: str = "slip", **options: Any) -> Document:
    template = library.template(name)
    filling = form_filling(spec, template, library=library, settings=Settings(), options=options)
    return docx.Document(io.BytesIO(write_form(template, filling.values, MOMENT, properties=filling.properties).data))


def pages(document: Document) -> list[dict[str, str]]:
    """For each notice what stands behind its labels, the receipt's left out."""
    found = []
    for table in document.tables[::2]:
        cells = [cell.text for row in table.rows for cell in dict.fromkeys(row.cells)]
        found.append(dict(zip(cells[::2], cells[1::2], strict=True)))
    return found


def drawn(folder: Path, *paragraphs: str, name: str = "own", title: str = "", beside: str = "") -> Library:
    """A folder with a form in it, before our own templates."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.core_properties.title = title
    document.save(str(folder / f"{name}.docx"))
    if beside:
        (folder / f"{name}.yaml").write_text(beside, encoding="utf-8")
    return Library([folder, *LIBRARY.folders])


SPEC = Spec.model_validate(
    {
        "title": "在推进会上的讲话",
        "kind": "speech",
        "preamble": [
            {
                "task": "县水利局牵头，县财政局配合，4月底前整治河道12公里以上。",
                "id": "t-001",
                "parties": [
                    {"name": "县水利局", "role": "lead"},
                    {"name": "县财政局", "role": "support", "suggested": True},
                ],
                "due": [{"text": "4月底前", "date": "2026-04-30"}],
                "targets": [{"name": "整治河道", "op": "以上", "value": "12", "unit": "公里"}],
            },
            {"task": "抓好安全生产。", "id": "t-002"},
            {"task": "年底前完工。", "id": "t-003", "due": [{"text": "年底前", "date": "2026-12-31"}]},
        ],
    }
)


def test_a_notice_says_what_the_spec_says() -> None:
    (page,) = pages(filled(SPEC, task="t-001"))
    assert page["承办单位"] == "县水利局"
    assert page["配合单位"] == "县财政局（建议）"
    assert page["督办事项"] == "县水利局牵头，县财政局配合，4月底前整治河道12公里以上。"
    assert page["督办依据"] == "《在推进会上的讲话》"
    assert page["目标要求"] == "整治河道12公里以上"
    assert page["完成时限"] == "4月底前（2026年4月30日）"


def test_what_the_spec_does_not_say_is_a_visible_blank() -> None:
    (page,) = pages(filled(SPEC, task="t-002"))
    for label in ("承办单位", "目标要求", "完成时限"):
        assert set(page[label]) == {"＿"}
    assert page["签发人"] == page["联系人\n及电话"] == ""


def test_a_page_for_each_task_that_is_wanted() -> None:
    assert len(pages(filled(SPEC))) == 3
    assert [p["督办事项"] for p in pages(filled(SPEC, before="2026-06-30"))] == [SPEC.preamble[0].task]  # type: ignore[union-attr]
    assert len(pages(filled(SPEC, task="t-003、t-001"))) == 2
    nothing = filled(SPEC, before="2020年1月1日")
    assert [p.text for p in nothing.paragraphs if p.text] == ["没有符合条件的任务。"]


@pytest.mark.parametrize(
    ("options", "code"), [({"task": "t-01"}, "unknown-task"), ({"before": "明天"}, "not-a-day"), ({"befor": ""}, "")]
)
def test_a_wrong_choice_is_named(options: dict[str, str], code: str) -> None:
    with pytest.raises(Problem) as caught:
        filled(SPEC, **options)
    found = caught.value.diagnostics[0]
    assert found.code == (f"templating.{code}" if code else "render.unknown-option")
    assert found.message("zh") and found.hint("zh")


VALUES = st.text(st.sampled_from("县<&>|\"'{}%#_*\\ \n\r\x00\x0b\x1b\u2028\ufffe\ufdd0　1镕𠮷￥{{}}"), min_size=1)


@settings(deadline=None, max_examples=60)
@given(VALUES)
def test_whatever_a_value_holds_arrives_whole(text: str) -> None:
    spec = Spec.model_validate({"preamble": [{"task": text, "id": "t-001"}]})
    (page,) = pages(filled(spec))
    assert page["督办事项"] == harmless(text)


@settings(deadline=None, max_examples=30)
@given(VALUES, st.sampled_from(["redacted", "unclosed | redacted", "string | escape", "标出隐去"]))
def test_filters_that_mark_words_leave_them_whole(text: str, filters: str) -> None:
    text = text.rstrip("。；;")
    with tempfile.TemporaryDirectory() as folder:
        library = drawn(Path(folder), "{{ tasks[0].text | " + filters + " }}")
        spec = Spec.model_validate({"preamble": [{"task": text or "县", "id": "t-001"}]})
        assert filled(spec, library, "own").paragraphs[0].text == harmless(text or "县")


def test_titles_and_options(tmp_path: Path) -> None:
    library = drawn(tmp_path, "{{ 文稿.标题 }}", title="办理卡")
    assert library.template("own").title == "办理卡"
    assert library.find_name("办理卡") == "own" in library.names()
    library = drawn(tmp_path, "{{ options.size }}", beside="title: 卡片\noptions: {size: 3}\nneeds: [tasks]\n")
    assert library.template("own").title == "卡片"
    assert [p.text for p in filled(Spec(), library, "own", size=5).paragraphs] == ["5"]
    filling = form_filling(Spec(), library.template("own"), library=library, settings=Settings(), source="x.yaml")
    assert [d.code for d in filling.diagnostics] == ["render.no-tasks"]
    (tmp_path / "own.yaml").write_text("titel: x\n", encoding="utf-8")
    with pytest.raises(Problem) as caught:
        library.template("own")
    found = caught.value.diagnostics[0]
    assert found.code == "templating.form-front-matter" and found.where and found.where.line == 1


def test_an_error_names_the_paragraph_and_its_words(tmp_path: Path) -> None:
    library = drawn(tmp_path, "第一段", "{%p for 任务 in 全部任务 %}", "承办：{{ 任务.牵头单为 }}", "{%p endfor %}")
    with pytest.raises(Problem) as caught:
        filled(SPEC, library, "own")
    found = caught.value.diagnostics[0]
    assert found.code == "writers.docx-name" and found.where
    assert (found.where.line, found.where.text) == (3, "承办：{{ 任务.牵头单为 }}")
    assert "牵头单位" in found.hint("zh")


def test_render_writes_forms_as_docx_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = yaml.safe_dump(yunxi().model_dump(mode="json", exclude_defaults=True), allow_unicode=True)
    Path("x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        render("x.yaml", templates=["督办通知单"], formats=["docx", "pdf"], env={})
    assert caught.value.diagnostics[0].code == "render.form-docx-only"
    done = render("x.yaml", templates=["slip", "supervision"], env={"SOURCE_DATE_EPOCH": "0"})
    assert sorted(Path(p).name for p in done.outputs) == ["x-slip.docx", "x-supervision.docx", "x-supervision.pdf"]
    written = Path("output/x-slip.docx").read_bytes()
    assert is_untouched(written)
    document = docx.Document("output/x-slip.docx")
    document.add_paragraph("手写的意见")
    document.save("output/x-slip.docx")
    with pytest.raises(Problem) as caught:
        render("x.yaml", templates=["slip"], env={})
    assert caught.value.diagnostics[0].code == "app.edited-output"


def test_the_users_folder_comes_before_the_offices_and_that_before_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from speechgen.app.office import open_library

    for layer, names in (("office", ("slip", "card")), ("user", ("card",))):
        (tmp_path / layer / "templates").mkdir(parents=True)
        for name in names:
            drawn(tmp_path / layer / "templates", layer, name=name)
    (tmp_path / "office" / "office.yaml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "office")
    library = open_library(Path.cwd(), {"SPEECHGEN_TEMPLATES": str(tmp_path / "user" / "templates")})
    layers = {name: library.layer(library.template(name)) for name in ("card", "slip", "supervision")}
    assert layers == {"card": "user", "slip": "office", "supervision": "ours"}
    (tmp_path / "user").rename(tmp_path / "speechgen")
    library = open_library(Path.cwd(), {"XDG_CONFIG_HOME": str(tmp_path)})
    assert library.layer(library.template("card")) == "user"


def test_the_sample_goes_into_the_package() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    included = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert included[f"specs/{SAMPLE}"] == f"speechgen/_sample/{SAMPLE}"
    assert sample_spec().title


def test_notices_for_what_is_overdue_by_the_ledger_are_numbered() -> None:
    late = StateView("办理中", "underway", datetime.date(2026, 3, 31), overdue=True, days_over=40, urged=2)
    ids = [task.id for task in find_tasks(yunxi())][:3]
    tracked = Tracked(
        datetime.date(2026, 5, 10), None, {ids[0]: late, ids[1]: StateView("已销号", "closed"), ids[2]: late}
    )
    template = LIBRARY.template("slip")
    options = {"overdue": True, "series": "云督", "first": 7}
    filling = form_filling(yunxi(), template, library=LIBRARY, settings=Settings(), options=options, tracked=tracked)
    document = docx.Document(
        io.BytesIO(write_form(template, filling.values, MOMENT, properties=filling.properties).data)
    )
    words = "\n".join(p.text for p in document.paragraphs)
    assert [f"云督〔2026〕{n}号" in words for n in (7, 8, 9)] == [True, True, False]
    assert all("已逾期40天；已催办2次" in page["完成时限"] for page in pages(document))

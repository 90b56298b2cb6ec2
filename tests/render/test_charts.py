"""Charts: the picture has the size it says, shows each state, and is the same each time."""

from __future__ import annotations

import datetime
import io

import pytest
from documents import make, yunxi
from PIL import Image

from speechgen.diagnostics import Problem
from speechgen.document import Picture, Table
from speechgen.render import charts, pictures
from speechgen.render.blocks import read_blocks
from speechgen.render.charts import Bar, Stop, bars, timeline
from speechgen.render.states import Tracked
from speechgen.render.tasks import find_tasks

DAYS = tuple(datetime.date(2026, month, 28) for month in (3, 6, 12))


def ink(picture: Picture) -> dict[int, int]:
    """How many points of each shade of grey."""
    return dict(enumerate(Image.open(io.BytesIO(picture.data)).convert("L").histogram()))


def test_the_resolution_agrees_with_the_size() -> None:
    for picture in (bars("图", ("已办结",), [Bar("县财政局", (3,))], 156, {}), timeline("图", 2026, [], 225, {})):
        image = Image.open(io.BytesIO(picture.data))
        dots = image.info["dpi"]
        measured = [n / d * 25.4 for n, d in zip(image.size, dots, strict=True)]
        assert measured == pytest.approx([picture.width, picture.height], abs=0.1)


def test_the_same_input_gives_the_same_bytes() -> None:
    stops = [Stop(n, day) for n, day in enumerate(DAYS, 1)]
    assert timeline("图", 2026, stops, 225, {}).data == timeline("图", 2026, stops[::-1], 225, {}).data


def test_a_done_task_is_dark_and_a_task_of_another_year_is_not_drawn() -> None:
    dark = 0x40
    still = ink(timeline("图", 2026, [Stop(1, DAYS[0], "open")], 225, {}))
    done = ink(timeline("图", 2026, [Stop(1, DAYS[0], "done")], 225, {}))
    assert done[dark] > still[dark] + 1000
    assert (
        ink(timeline("图", 2025, [Stop(1, DAYS[0], "done")], 225, {}))[dark]
        == ink(timeline("图", 2025, [], 225, {}))[dark]
    )


def test_a_month_with_many_tasks_makes_the_picture_higher() -> None:
    few = timeline("图", 2026, [Stop(1, DAYS[2])], 225, {})
    many = timeline("图", 2026, [Stop(n, DAYS[2]) for n in range(60)], 225, {})
    assert many.height > few.height + 100


def test_more_bars_make_the_picture_higher_and_none_is_no_error() -> None:
    none, ten = (bars("图", ("甲", "乙"), [Bar("各乡镇", (1, 2))] * n, 156, {}) for n in (0, 10))
    assert ten.height > none.height


@pytest.mark.parametrize("length", [11, 12, 26, 27, 48, 90])
def test_a_long_name_is_not_cut_at_the_edge_of_the_picture(length: int) -> None:
    picture = bars("图", ("甲",), [Bar("县" * length, (3,))], 156, {})
    image = Image.open(io.BytesIO(picture.data)).convert("L")
    edge = image.crop((0, 0, 3, image.height)).histogram()
    assert sum(edge[:200]) == 0


def test_a_name_longer_than_any_room_says_that_it_goes_on() -> None:
    assert charts._broken("县财政局") == ("县财政局", 9.0)
    words, _ = charts._broken("县" * 90)
    assert words.endswith("…") and len(words.replace("\n", "")) == 48


def test_a_count_that_has_no_room_in_its_part_stands_behind_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    from matplotlib.axes import Axes

    original = Axes.text
    monkeypatch.setattr(Axes, "text", lambda self, x, y, s, **k: (written.append(s), original(self, x, y, s, **k))[1])
    bars("图", ("已办结", "逾期"), [Bar("县住建局", (140, 1)), Bar("县财政局", (2, 0))], 156, {})
    assert sorted(written) == ["140", "已办结2", "逾期1"]


def test_without_a_chinese_face_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "FACES", {"hei": ("没有这种字体",), "rare": ()})
    monkeypatch.setattr(charts, "STAND_INS", {"hei": ()})
    with pytest.raises(Problem, match="chart-font"):
        timeline("图", 2026, [], 225, {})


def test_the_chart_of_units_has_no_bar_for_tasks_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Bar] = []
    monkeypatch.setattr(pictures, "bars", lambda words, parts, rows, width, fonts: drawn.extend(rows))
    pictures.find_pictures(yunxi(), {}, Tracked())["units"]()
    assert drawn and "责任单位待明确" not in [bar.name for bar in drawn]
    assert any(not task.parties for task in find_tasks(yunxi()))


def test_a_template_can_name_pictures_and_nothing_else() -> None:
    drawn = Picture(b"", "图", 1, 1)
    found = read_blocks('<img src="timeline">', "x", lambda name: (), {}, {"timeline": lambda: drawn})
    assert found == (drawn,)
    for name in ("file:///etc/passwd", "https://example.org/a.png", "timelime", ""):
        with pytest.raises(Problem, match="unknown-picture"):
            read_blocks(f'<img src="{name}">', "x", lambda name: (), {}, {"timeline": lambda: drawn})


def test_the_timeline_lists_every_task_that_has_a_date() -> None:
    document = make(yunxi(), "timeline")
    assert [type(b).__name__ for b in document.blocks[3:5]] == ["Picture", "Table"]
    table = next(b for b in document.blocks if isinstance(b, Table))
    dated = [t for t in make(yunxi(), "responsibility").blocks if isinstance(t, Table)]
    assert {row.id for row in table.rows if row.id} <= {row.id for row in dated[0].rows}

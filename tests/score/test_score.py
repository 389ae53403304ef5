"""``govcrawl score``: labelled pages in, how right each field is out."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.cli.catalogue import ANONYMOUS
from govcrawl.cli.score import command
from govcrawl.errors import UsageError
from govcrawl.items import Page
from govcrawl.score import Label, Labelled, judge, read_folder
from govcrawl.score.judging import likeness
from govcrawl.score.labels import read_label
from govcrawl.score.tally import tally, wilson

BODY = (
    "入秋以后，槐树巷社区把居民议事会搬到了树下，谁家有话，端着茶杯就能过来说。",
    "头一回说的是楼道里的旧家具，第二回说的是谁来扫雪，吵过两场，最后都写进了楼院公约。",
    "网格员每周把落实的情况贴在单元门口，办成一件，划掉一件，没办成的写明缘由。",
)
PRINTED = "发布时间：2022-03-10 09:12　来源：槐树巷街道办事处"
URL = "http://huaishuxiang.example.cn/a/8123.html"


def html(info: str = PRINTED, title: str = "议事会搬到树下") -> bytes:
    head = f"<head><title>{title}</title></head><body><h1>{title}</h1><p>{info}</p>"
    return f"<html>{head}<div>{''.join(f'<p>{text}</p>' for text in BODY)}</div></body></html>".encode()


def labelled(page: bytes = html(), /, **said: Any) -> Labelled:
    return Labelled(id="one", pages=(Page(url=URL, body=page),), label=read_label(said))


def marks(page: Labelled) -> dict[str, float]:
    return {mark.field: mark.share for mark in judge(page, ANONYMOUS).marks}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles, one of them labelled wrongly, and a page that is none."""
    right = {"title": "议事会搬到树下", "published": "2022-03-10", "source": "槐树巷街道办事处", "body": BODY}
    put(tmp_path, "right", html(), right)
    put(tmp_path, "wrong", html(), right | {"published": "2022-03-11", "source": ""})
    put(tmp_path, "gone", "<title>404</title><p>您访问的页面不存在</p>".encode(), {"article": False})
    return tmp_path


def put(folder: Path, name: str, body: bytes, label: dict[str, Any]) -> None:
    (folder / f"{name}.html").write_bytes(body)
    (folder / f"{name}.json").write_text(json.dumps(label), encoding="utf-8")
    (folder / f"{name}.meta.json").write_text(json.dumps({"url": URL, "headers": {"Server": "nginx"}}))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(
        command, [str(argument) for argument in arguments], catch_exceptions=False, standalone_mode=False
    )


@pytest.mark.parametrize(
    ("wanted", "precision", "right"),
    [
        ("2022-03-10", "day", True),
        ("2022-03-10T09:12:00+08:00", "minute", True),
        ("2022-03-10T09:12:44+08:00", "minute", True),
        ("2022-03-10T09:13:00+08:00", "minute", False),
        ("2022-03-11", None, False),
        ("2022-03", "month", False),
        (None, None, False),
    ],
)
def test_a_date_is_right_to_the_precision_of_its_label(wanted: str | None, precision: str | None, right: bool) -> None:
    page = labelled(published=wanted, published_precision=precision)
    assert marks(page)["published"] == right


def test_a_date_that_the_page_states_only_to_the_day_is_not_one_to_the_minute() -> None:
    page = labelled(html("发布时间：2022-03-10"), published="2022-03-10T00:00:00+08:00", published_precision="minute")
    assert marks(page)["published"] == 0


def test_a_date_where_the_label_has_none_is_invented() -> None:
    assert marks(labelled(published=None))["invented"] == 0
    assert marks(labelled(html("来源：槐树巷街道办事处"), published=None))["invented"] == 1


def test_an_empty_source_is_no_source() -> None:
    assert marks(labelled(html("2022-03-10 来源："), source=""))["source"] == 1


def test_a_field_without_a_label_is_not_judged() -> None:
    assert marks(labelled(title="议事会搬到树下")) == {"kept": 1, "title": 1}


def test_a_refused_article_has_nothing_right() -> None:
    page = labelled(b"<p>404</p>", title="议事会搬到树下", source=None, body=BODY)
    assert marks(page) == {"kept": 0, "title": 0, "source": 0, "body": 0}


def test_a_page_without_an_article_must_be_refused_for_its_reason() -> None:
    gone = "<title>404</title><p>您访问的页面不存在</p>".encode()
    assert marks(labelled(gone, article=False, reason="soft_404")) == {"refused": 1, "reason": 1}
    assert marks(labelled(gone, article=False, reason="list_page")) == {"refused": 1, "reason": 0}
    assert marks(labelled(html(), article=False)) == {"refused": 0}


def test_the_parts_of_an_article_are_joined(tmp_path: Path) -> None:
    put(tmp_path, "whole", html(), {"body": [*BODY, *BODY], "pages": ["whole.html", "whole_2.html"]})
    (tmp_path / "whole_2.html").write_bytes(html().replace("社区".encode(), "小区".encode()))
    (found,) = read_folder(tmp_path)
    assert [page.url for page in found.pages] == [URL, (tmp_path / "whole_2.html").as_uri()]


def test_a_fixture_directory_is_a_labelled_page(tmp_path: Path) -> None:
    place = tmp_path / "mca" / "yishi"
    place.mkdir(parents=True)
    (place / "page.html").write_bytes(html())
    (place / "expected.json").write_text(json.dumps({"title": "议事会搬到树下"}))
    (place / "meta.json").write_text(json.dumps({"url": URL}))
    (found,) = read_folder(tmp_path)
    assert (found.id, found.pages[0].url, found.label.values) == ("mca/yishi", URL, {"title": "议事会搬到树下"})


@given(st.text(), st.text())
def test_likeness_is_symmetric_and_at_most_one(one: str, other: str) -> None:
    assert likeness([one], [other]) == likeness([other], [one])
    assert 0 <= likeness([one], [other]) <= likeness([one], [one]) == 1


def test_likeness_counts_characters_and_no_white_space() -> None:
    assert likeness(["社 区"], ["社", "区"]) == 1
    assert likeness(["社区社区"], ["社区"]) == pytest.approx(2 / 3)


def test_an_interval_holds_its_share_and_narrows_with_more_pages() -> None:
    low, high = wilson(0.9, 100)
    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)  # the textbook's
    assert wilson(0.9, 1000)[0] > low
    assert wilson(1.0, 10)[1] == 1


def test_the_worst_page_comes_first(folder: Path) -> None:
    found = tally(judge(page, ANONYMOUS) for page in read_folder(folder))
    assert [page.id for page in found.worst] == ["wrong"]
    assert found.score("published").share == found.score("source").share == 0.5
    assert found.score("refused").share == 1


def test_the_table_says_what_differs(folder: Path) -> None:
    said = run(folder)
    assert said.return_value == 0
    assert "2022-03-11" in said.stdout
    assert "槐树巷街道办事处" in said.stdout


def test_the_json_holds_every_figure(folder: Path) -> None:
    said = json.loads(run(folder, "--json", "--worst", 1).stdout)
    assert said["pages"] == 3
    assert said["fields"]["body"]["share"] == 1
    assert said["worst"][0]["id"] == "wrong"


@pytest.mark.parametrize(
    ("floors", "status"), [({"body": 0.98}, 0), ({"title": 1, "published": 0.6}, 1), ({"views": 0.1}, 1)]
)
def test_a_field_under_its_floor_is_status_1(folder: Path, floors: dict[str, float], status: int) -> None:
    file = folder.parent / "floors.json"
    file.write_text(json.dumps(floors))
    assert run(folder, "--floor", file).return_value == status


def test_a_ceiling_of_invented_dates(tmp_path: Path) -> None:
    put(tmp_path / "", "dated", html(), {"published": None})
    file = tmp_path / "floors.txt"
    file.write_text('{"invented": 0}')
    said = run(tmp_path, "--floor", file)
    assert (said.return_value, "1 dates invented, 0 allowed" in said.stderr) == (1, True)


@pytest.mark.parametrize("text", ["", "[]", '{"titel": 1}', '{"title": "high"}'])
def test_floors_that_cannot_be_read_are_wrong_usage(folder: Path, text: str) -> None:
    file = folder.parent / "floors.json"
    file.write_text(text)
    with pytest.raises(UsageError):
        run(folder, "--floor", file)


def test_a_folder_without_labels_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no labelled pages"):
        run(tmp_path)


def test_many_pages_are_judged_alike_in_several_processes(tmp_path: Path) -> None:
    for number in range(61):
        put(tmp_path, f"{number:03}", html(), {"title": "议事会搬到树下" if number else "别的题目"})
    said = json.loads(run(tmp_path, "--json").stdout)
    assert (said["fields"]["title"]["wrong"], said["worst"][0]["id"]) == (1, "000")


def test_a_label_says_nothing_of_what_it_leaves_out() -> None:
    assert read_label({"title": "题", "notes": ["…"]}) == Label(values={"title": "题"})

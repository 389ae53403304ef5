"""``govcrawl extract``: saved pages in, one JSON object a page out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from govcrawl.cli.extract import command
from govcrawl.errors import UsageError
from govcrawl.export.records import NAMES

PARAGRAPHS = (
    "春分这天，柳巷社区的议事亭里坐满了人，大家说的是楼道里那几盏不亮的灯。",
    "社区干部老周把意见一条条记在本子上，说三天之内给答复，办不成的也要讲清楚为什么。",
    "到了周五，灯全换成了声控的，六号楼的住户又提出想在院里添两张石凳，议事会约好下周再谈。",
)
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}_柳巷社区网</title></head><body>
<h1>{title}</h1><p>发布时间：2023-03-21 10:05　来源：柳巷街道办事处</p>
<div class="content">{body}</div></body></html>"""


def html(title: str = "议事亭里商量楼道灯", paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return PAGE.format(title=title, body="".join(f"<p>{text}</p>" for text in paragraphs))


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return saved(tmp_path / "page.html", html().encode())


def saved(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


def run(*arguments: object, **options: Any) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False, **options)


def answers(*arguments: object, **options: Any) -> list[Any]:
    said = run(*arguments, **options)
    assert said.exit_code == 0
    assert said.stderr == ""
    return [json.loads(line) for line in said.stdout.splitlines()]


def test_a_page_is_answered_by_its_article(page: Path) -> None:
    (answer,) = answers("--url", "http://liuxiang.example.cn/1.html", page)
    assert list(answer) == ["url", "article", "rejected"]
    assert answer["url"] == "http://liuxiang.example.cn/1.html"
    assert answer["rejected"] is None
    article = answer["article"]
    assert tuple(article) == NAMES
    assert article["title"] == "议事亭里商量楼道灯"
    assert article["published_at"] == "2023-03-21T10:05:00+08:00"
    assert article["published_precision"] == "minute"
    assert article["source"] == "柳巷街道办事处"
    assert article["body"] == "\n".join(PARAGRAPHS)
    assert article["claims"]["published"][0]["value"]


def test_a_page_that_is_no_article_is_an_answer(page: Path) -> None:
    (answer,) = answers("--url", "http://liuxiang.example.cn/1.html", "--status", "404", page)
    assert answer["article"] is None
    assert set(answer["rejected"]) == {"field", "reason"}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"\0" * 5000, id="NUL bytes"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\n", id="PDF"),
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, id="PNG"),
        pytest.param(b"PK\x03\x04" + b"\x14\0\6\0" * 90, id="ZIP"),
        pytest.param("只有一句话。".encode(), id="plain text"),
        pytest.param(b"<p " + b" ".join(b"a%d=1" % n for n in range(60_000)) + b">", id="a tag of 60,000 attributes"),
        pytest.param(b"<div>" * 20_000, id="deep nesting"),
        pytest.param(b"\xff\xfe\xff" * 4000, id="no encoding"),
    ],
)
def test_what_is_no_page_is_refused_and_breaks_nothing(body: bytes, tmp_path: Path) -> None:
    (answer,) = answers(saved(tmp_path / "page.html", body))
    assert answer["article"] is None
    assert answer["rejected"]["reason"]


def test_nul_bytes_inside_a_page_are_no_part_of_its_article(tmp_path: Path) -> None:
    body = html().replace("议事亭", "议\0事亭").encode()
    (answer,) = answers(saved(tmp_path / "page.html", body))
    assert "\0" not in json.dumps(answer)
    assert answer["article"]["title"] == "议事亭里商量楼道灯"


def test_a_file_larger_than_any_response_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "page.html"
    with large.open("wb") as file:
        file.truncate(50 * 2**20)
    (answer,) = answers(large)
    assert answer["rejected"] == {"field": "page", "reason": "too_large"}


@pytest.mark.parametrize("half", ["&#xD800;", "&#55296;"])
def test_half_a_character_breaks_nothing(half: str, tmp_path: Path) -> None:
    (answer,) = answers(saved(tmp_path / "page.html", html(title=f"议事亭里商量楼道灯{half}").encode()))
    assert answer["article"]["title"].startswith("议事亭里商量楼道灯")


def test_several_files_are_answered_in_order(page: Path, tmp_path: Path) -> None:
    second = saved(tmp_path / "second.html", html("石凳添在哪里").encode())
    first_url, second_url = "http://liuxiang.example.cn/1.html", "http://liuxiang.example.cn/2.html"
    found = answers("--url", first_url, "--url", second_url, page, second)
    assert [(answer["url"], answer["article"]["title"]) for answer in found] == [
        (first_url, "议事亭里商量楼道灯"),
        (second_url, "石凳添在哪里"),
    ]


def test_joined_files_are_one_article(page: Path, tmp_path: Path) -> None:
    more = ("第二页从石凳说起，选址先后改了三回，最后定在老槐树下，白天有荫，晚上有灯。",)
    second = saved(tmp_path / "page_2.html", html(paragraphs=more).encode())
    (answer,) = answers("--join", "--url", "http://liuxiang.example.cn/1.html", page, second)
    assert answer["article"]["body"] == "\n".join(PARAGRAPHS + more)


def test_a_header_says_the_charset(tmp_path: Path) -> None:
    gbk = saved(tmp_path / "page.html", html().replace('<meta charset="utf-8">', "").encode("gbk"))
    (answer,) = answers("--header", "Content-Type: text/html; charset=gbk", gbk)
    assert answer["article"]["title"] == "议事亭里商量楼道灯"


def test_standard_input_is_a_file_too(page: Path) -> None:
    (answer,) = answers("--url", "http://liuxiang.example.cn/1.html", "-", input=page.read_bytes())
    assert answer["article"]["title"] == "议事亭里商量楼道灯"


def test_a_named_site_lends_its_rules(page: Path) -> None:
    (answer,) = answers("--site", "fanwen", "--url", "http://liuxiang.example.cn/1.html", page)
    assert (answer["article"]["site"], answer["article"]["genre"]) == ("fanwen", "template")


def test_the_host_of_the_url_chooses_the_site(page: Path) -> None:
    (answer,) = answers("--url", "http://www.investchn.com/news/detail/1.html", page)
    assert answer["article"]["site"] == "investchn"


def test_line_ends_of_unicode_do_not_break_the_line(tmp_path: Path) -> None:
    body = html(paragraphs=(PARAGRAPHS[0] + "\u2028" + PARAGRAPHS[1], PARAGRAPHS[2]))
    assert len(run(saved(tmp_path / "page.html", body.encode())).stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.html"], "No such file"),
        (["."], "is a directory"),
        (["--header", "no colon", "page.html"], "Name: value"),
        (["--site", "investchm", "page.html"], "did you mean 'investchn'"),
        (["--url", "http://a.cn/1", "--url", "http://a.cn/2", "page.html"], "2 URLs for 1 files"),
        (["-", "-"], "only once"),
        (["--url", "www.example.cn/1.html", "page.html"], "is no address"),
        (["--url", "http://www.example.cn/\udcff", "page.html"], "is no address"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_read(
    arguments: list[str], said: str, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page.parent)
    with pytest.raises(UsageError, match=said):
        run(*arguments)


def test_an_unreadable_file_is_one_line_and_status_2(page: Path) -> None:
    arguments = [sys.executable, "-m", "govcrawl", "extract", f"{page}.none"]
    said = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stdout, len(said.stderr.splitlines())) == (2, "", 1)


def test_reading_a_page_needs_neither_scrapy_nor_mongodb(page: Path) -> None:
    reading = "import sys; from govcrawl.cli.extract import command; command([sys.argv[1]], standalone_mode=False)"
    listing = "; print(*sys.modules, file=sys.stderr)"
    said = subprocess.run([sys.executable, "-c", reading + listing, page], capture_output=True, text=True, check=True)
    assert {"scrapy", "twisted", "pymongo"} & {name.partition(".")[0] for name in said.stderr.split()} == set()

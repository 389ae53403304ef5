"""``govcrawl why``: every claim, who won, what was removed, how the bytes were read; here from files."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from govcrawl.cli.why import command
from govcrawl.errors import UsageError

TEXT = "立夏那天，枣林社区的老人们在廊下支起长桌，一边剥豆子一边商量楼前那块空地该种什么。"
PAGE = f"""<html><head><meta charset="gb2312"><title>空地种什么_枣林社区网</title>
<meta name="PubDate" content="2023-06-30 08:00"></head><body><h1>空地种什么</h1>
<p>发布时间：2023-05-06 10:05　来源：枣林街道办事处　作者：佚名</p><div class="content">{f"<p>{TEXT}</p>" * 3}
<p>（责任编辑：小田）</p></div></body></html>"""
URL = "http://zaolin.example.cn/a/6.html"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE.encode("gb18030"))
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments], catch_exceptions=False)


def told(*arguments: object) -> Any:
    return json.loads(run(*arguments, "--json").stdout)


def test_every_claim_stands_with_what_it_would_give(page: Path) -> None:
    claims = told(page, "--url", URL)["claims"]["published"]
    assert [(claim["method"], claim["gives"], claim["won"]) for claim in claims] == [
        ("label", "2023-05-06 10:05 (minute)", True),
        ("meta", "2023-06-30 08:00 (minute)", False),
    ]


def test_a_claim_that_gives_nothing_has_not_won(page: Path) -> None:
    (claim,) = told(page)["claims"]["author"]
    assert (claim["value"], claim["gives"], claim["won"]) == ("佚名", None, False)


def test_a_removed_line_stands_with_its_rule(page: Path) -> None:
    assert "（责任编辑：小田）" in {one["line"] for one in told(page)["removed"] if one["rule"]}


def test_the_encoding_is_explained(page: Path) -> None:
    said = told(page, "--header", "Content-Type: text/html; charset=utf-8")["encoding"]
    assert (said["read_as"], said["declared"]) == ("gb18030", ["gb18030", "utf-8"])


def test_a_refused_page_says_why(page: Path) -> None:
    said = told(page, "--status", "404")
    assert said["rejected"]["reason"] == "not_found"
    assert said["article"] is None
    assert "refused     page: not_found" in run(page, "--status", "404").stdout


def test_people_are_told_the_same(page: Path) -> None:
    said = run(page, "--url", URL).stdout
    assert "= label 发布时间: 2023-05-06 10:05" in said
    assert "- meta" in said
    assert "x label 作者: 佚名" in said


def test_a_url_needs_no_description() -> None:
    with pytest.raises(UsageError, match="describe a FILE"):
        run(URL, "--status", "404")

"""The pages as files: whole, linked, and deaf to what pages of others say."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from govcrawl.cli.report import write
from govcrawl.errors import UsageError
from govcrawl.report.pages import Page
from govcrawl.report.publish import CONTENTS, publish
from govcrawl.store.connection import Store
from tests.report.corpus import HARMFUL, SCRIPT

FOREIGN = "www.example.cn"


class Tags(HTMLParser):
    """Every start tag of a page with its attributes, and every id."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def links(self) -> list[str]:
        return [value for _, given in self.tags if (value := given.get("href"))]


def test_there_is_a_page_a_site_and_a_story(written: Path) -> None:
    names = {path.name for path in written.glob("*.html")}
    assert {"index.html", "stories.html", "site-odd.html", "site-shequ.html", "site-mirror.html"} < names
    assert len(names) == 2 + 4 + 3


def test_no_page_holds_a_script_a_handler_or_a_foreign_element(written: Path) -> None:
    for path in written.glob("*.html"):
        for tag, given in Tags(path).tags:
            assert tag not in {"script", "img", "iframe", "object", "embed", "base", "form", "i"}, path
            assert [name for name in given if name.startswith("on") or name in ("style", "src")] == []


def test_a_harmful_title_is_read_as_text(written: Path) -> None:
    page = (written / "site-odd.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;document.title=&#39;owned&#39;&lt;/script&gt;" in page
    assert SCRIPT not in page
    assert "{{ 7*7 }}" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b]", page)
    assert len(HARMFUL) > 4


def test_links_lead_to_the_web_or_to_a_page_that_is_there(written: Path) -> None:
    for path in written.glob("*.html"):
        for link in Tags(path).links:
            name, _, anchor = link.partition("#")
            if link.startswith("http"):
                assert link.startswith(f"http://{FOREIGN}/")
            elif name:
                assert link == "data:," or (written / name).is_file(), link
            if anchor:
                ids = [given.get("id") for _, given in Tags(written / (name or path.name)).tags]
                assert anchor in ids, link


def test_a_policy_allows_nothing_but_the_style_of_the_page(written: Path) -> None:
    page = (written / "index.html").read_text(encoding="utf-8")
    assert 'http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-' in page


def test_a_report_says_what_was_counted(written: Path, years: Store) -> None:
    page = (written / "index.html").read_text(encoding="utf-8")
    assert f"<dt>Articles</dt><dd>{years.articles.count()}</dd>" in page
    assert "三里桥的第 3 件事" in page


def test_a_report_on_nothing_is_a_report(store: Store, tmp_path: Path) -> None:
    assert write(store, tmp_path / "made") == 2
    assert "No story was told by two sites yet" in (tmp_path / "made" / "index.html").read_text(encoding="utf-8")


def test_a_withdrawn_article_is_on_no_page(store: Store, tmp_path: Path) -> None:
    from tests.report.corpus import save

    article = save(store, "shequ", 1, title="请勿再登")
    store.corpus.withdraw(article.id, why="asked for")
    write(store, tmp_path)
    assert [path.name for path in tmp_path.glob("*.html") if "请勿再登" in path.read_text(encoding="utf-8")] == []


def test_pages_that_are_none_any_more_go_and_others_stay(tmp_path: Path) -> None:
    publish([Page("story-a.html", "a"), Page("index.html", "1")], tmp_path)
    (tmp_path / "mine.html").write_text("mine")
    publish([Page("index.html", "2")], tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"index.html", "mine.html", CONTENTS}
    assert (tmp_path / "index.html").read_text() == "2"


def test_somebody_elses_pages_are_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(UsageError, match="no report of govcrawl"):
        publish([Page("index.html", "ours")], tmp_path)
    assert (tmp_path / "index.html").read_text() == "mine"


@pytest.mark.parametrize("listed", ['["../outside.html", "/etc/x"]', "{", "[1, null]"])
def test_a_forged_list_of_pages_removes_nothing_outside(listed: str, tmp_path: Path) -> None:
    outside = tmp_path / "outside.html"
    outside.write_text("mine")
    target = tmp_path / "report"
    target.mkdir()
    (target / CONTENTS).write_text(listed)
    publish([Page("index.html", "ours")], target)
    assert outside.read_text() == "mine"

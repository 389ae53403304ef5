"""What a crawl leaves in the archive."""

import gzip
from collections import Counter
from pathlib import Path

import pytest
import village
from command import Command
from web import Web, page, reply

from govcrawl.archive import Archive
from govcrawl.archive.reading import pages
from govcrawl.items import Page, PageRef
from govcrawl.store.connection import Store

GOING_ON = "散会以后，几位老人留下来把板凳擦干净，又说起明年春天种树的事。" * 2
CHANGED = "补记：办法试行一个月，村民又添了两条，贴在村务栏里。" * 2
REFUSED = village.article_url(4)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def of(store: Store, url: str) -> dict[str, object]:
    return next(article for article in store.articles.find() if article["url"] == url)


def ref_of(held: object) -> PageRef:
    assert isinstance(held, dict)
    return PageRef(**held)


def in_files(archive: Archive) -> Counter[str]:
    found = (each for path in archive.directory.rglob("*.warc.gz") for _, each in pages(path))
    return Counter(each.url if isinstance(each, Page) else each.reason for each in found)


def test_every_article_page_is_found_from_its_article_and_every_refused_one_from_the_ledger(
    govcrawl: Command, web: Web, store: Store, archive: Archive
) -> None:
    village.build(web, 12)
    squeezed = gzip.compress(village.article_page(2).partition(b"\r\n\r\n")[2])
    web.answers[village.article_url(2)] = reply(squeezed, "Content-Type: text/html", "Content-Encoding: gzip")
    first, second = village.article_url(3), village.article_url(3).replace(".html", "_2.html")
    web.answers[first] = village.article_page(3, parts=f'<a href="{second}">下一页</a>')
    web.answers[second] = village.article_page(3, text=GOING_ON)
    web.answers[REFUSED] = page("<html><body><p>页面不存在</p></body></html>")
    done = govcrawl("crawl", "village", GOVCRAWL_CONTACT="https://example.org/bot")
    assert done.returncode == 0, done.stderr

    for article in store.articles.find():
        read = archive.read(ref_of(article["page"]))
        assert read.url == article["url"]
        assert read.fetched_at.replace(microsecond=0) == article["fetched_at"].replace(microsecond=0)  # type: ignore[union-attr]
        assert read.link is not None
        assert read.link.title == article["title"]
    assert archive.read(ref_of(of(store, village.article_url(2))["page"])).body == gzip.decompress(squeezed)
    joined = of(store, first)
    assert [archive.read(ref_of(each)).url for each in joined["parts"]] == [second]  # type: ignore[attr-defined]
    (refused,) = store.ledger.find("village", state="rejected")
    assert [archive.read(ref).url for ref in refused.pages] == [REFUSED]
    assert in_files(archive) == Counter([*village.urls(12), second])
    with gzip.open(next(archive.directory.rglob("*.warc.gz"))) as file:
        head = file.read(1500)
    assert b"operator: https://example.org/bot" in head
    assert b"isPartOf: village run" in head


def test_a_page_that_is_as_it_was_is_not_archived_again_and_a_changed_one_is(
    govcrawl: Command, web: Web, store: Store, archive: Archive
) -> None:
    village.build(web, 2)
    govcrawl("crawl", "village")
    store.database["ledger"].update_many({}, [{"$set": {"next_attempt_at": "$$NOW"}}])
    web.answers[village.article_url(1)] = village.article_page(1, text=CHANGED)
    govcrawl("crawl", "village")
    assert in_files(archive) == {village.article_url(1): 2, village.article_url(2): 1}
    changed = of(store, village.article_url(1))
    (before,) = store.articles.revisions(str(changed["_id"]))
    assert "补记".encode() in archive.read(ref_of(changed["page"])).body
    assert "补记".encode() not in archive.read(ref_of(before["page"])).body


def test_the_list_pages_of_an_empty_run_are_archived_and_named_by_it(
    govcrawl: Command, web: Web, store: Store, archive: Archive
) -> None:
    web.answers[village.list_url(0)] = page("<html><title>村务</title><body><div>改版中</div></body></html>")
    assert govcrawl("crawl", "village").returncode == 1
    run = next(store.runs.find())
    assert run.verdict == "empty"
    assert [archive.read(ref_of(each)).url for each in run.counts["list_pages"]] == [village.list_url(0)]


def test_list_pages_are_archived_where_asked_for_and_nothing_where_switched_off(
    govcrawl: Command, web: Web, store: Store, archive: Archive
) -> None:
    village.build(web, 11)
    govcrawl("crawl", "village", GOVCRAWL_ARCHIVE="off")
    assert not archive.directory.exists()
    assert {article["page"] for article in store.articles.find()} == {None}
    govcrawl("crawl", "village", GOVCRAWL_ARCHIVE_LISTS="on")
    assert in_files(archive) == {village.list_url(0): 1}


def test_an_archive_that_cannot_be_written_ends_the_run_and_what_was_not_archived_is_not_stored(
    govcrawl: Command, web: Web, store: Store, tmp_path: Path
) -> None:
    village.build(web, 12)
    (tmp_path / "archive").write_text("in the way")
    done = govcrawl("crawl", "village")
    assert done.returncode == 1
    assert "the archive cannot be written" in done.stderr
    assert list(store.articles.find()) == []
    run = next(store.runs.find())
    assert (run.verdict, run.counts["waiting"]) == ("failed", run.counts["taken"])


def test_a_crawl_that_is_killed_leaves_no_reference_that_leads_nowhere(
    govcrawl: Command, web: Web, store: Store, archive: Archive
) -> None:
    village.build(web, 25)
    running = govcrawl.start("crawl", "village", GOVCRAWL_LOOPBACK_DELAY="0.05")
    web.wait_for(15)
    running.kill()
    running.wait()
    read = {article["url"]: archive.read(ref_of(article["page"])).url for article in store.articles.find()}
    assert govcrawl("crawl", "village").returncode == 0
    read |= {article["url"]: archive.read(ref_of(article["page"])).url for article in store.articles.find()}
    assert set(read) == set(village.urls(25))
    assert all(url == archived for url, archived in read.items())
    again = govcrawl("reextract", "--site", "village", "--dry-run")
    assert (again.returncode, "25 articles read again, 0 would change" in again.stdout) == (0, True), again

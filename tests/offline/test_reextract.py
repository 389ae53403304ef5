"""The archive read again by other rules than those of then."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from govcrawl.archive import Archive, Writer
from govcrawl.items import Article, Link, PageRef, Window
from govcrawl.normalize import article_id, canonical_url
from govcrawl.offline.changes import Tally
from govcrawl.offline.readers import Asked, Readers
from govcrawl.offline.reextract import Reextraction
from govcrawl.site import ArticleRules, Column, Site
from govcrawl.store.connection import Store
from govcrawl.store.entries import Found, Resolution
from tests.archive.captures import HTML, capture

HOST = "http://village.example"
THEN = Site(
    name="village",
    title="清泉村",
    columns=(Column("村务", f"{HOST}/cw/"),),
    article=ArticleRules(title=("h1",), text=("#text",), published=(".date",)),
)
TODAY = replace(THEN, article=replace(THEN.article, title=(".full", "h1"), views=(".hits",)))
ALWAYS = Window()
HANZI = [chr(code) for code in range(0x4E00, 0x9000)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.fixture
def writer(archive: Archive) -> Iterator[Writer]:
    made = Writer(archive.directory, site="village", stem="s", said={})
    yield made
    made.close()


def url(number: int) -> str:
    return f"{HOST}/cw/{number}.html"


def page(number: int, *, full: bool = False, hits: bool = False, parts: str = "") -> bytes:
    """An article of random characters, so that it is no reprint of another."""
    signs = random.Random(number)
    text = f"<p>{''.join(signs.choices(HANZI, k=70))}。</p>"
    more = f"<p class=full>第{number}次议事会：全称</p>" if full else ""
    counted = f"<b class=hits>{number + 7}</b>" if hits else ""
    return (
        f"<html><body>{more}<h1>第{number}次议事会</h1><i class=date>2024-03-05</i>{counted}<div id=text>{text}</div>"
        f"<div>{parts}</div></body></html>"
    ).encode()


def read_archived(archive: Archive, refs: Sequence[PageRef], site: Site) -> Article:
    """The article of archived pages, as a crawl would have stored it."""
    (article,) = read_all(archive, [refs], site)
    return article


def read_all(archive: Archive, many: Sequence[Sequence[PageRef]], site: Site) -> list[Article]:
    pages = [[archive.read(ref) for ref in refs] for refs in many]
    asked = [Asked(page=first, others=tuple(others), site=site) for first, *others in pages]
    with Readers(0, limit=30) as readers:
        found = [each for each in readers.read_whole(asked) if isinstance(each, Article)]
    return [replace(each, page=refs[0], parts=tuple(refs[1:])) for each, refs in zip(found, many, strict=True)]


def archived(writer: Writer, number: int, body: bytes, *, at: str | None = None) -> PageRef:
    row = Link(url=url(number), title=f"第{number}次议事会")
    return writer.write(capture(url=at or url(number), body=body, headers=(HTML,), link=row))


def stored(store: Store, archive: Archive, *refs: PageRef) -> Article:
    article = read_archived(archive, refs, THEN)
    store.articles.save(article)
    store.stories.place(article, stored=True)
    return article


def reread(store: Store, archive: Archive, site: Site, *, dry: bool = False, window: Window = ALWAYS) -> Tally:
    with Readers(0, limit=30) as readers:
        work = Reextraction(store, archive, readers, lambda *_: site, dry=dry)
        for _ in (*work.articles(["village"], window), *work.refused(["village"])):
            pass
    return work.tally


def test_over_a_thousand_pages_exactly_the_fields_change_that_a_rule_changes(
    store: Store, archive: Archive, writer: Writer
) -> None:
    refs = [archived(writer, n, page(n, full=n % 20 == 0, hits=n % 2 == 0)) for n in range(1000)]
    store.articles.save_many(read_all(archive, [[ref] for ref in refs], THEN))

    said = reread(store, archive, TODAY)
    assert (said.read, said.changed, said.is_clean) == (1000, 500, True)
    assert said.fields == {"title": 50, "views": 500, "claims": 500}

    revised = [each for each in store.articles.find() if each["revision"] == 2]
    assert {each["title"] for each in revised} == {f"第{n}次议事会：全称" for n in range(0, 1000, 20)}
    assert {each["views"] for each in store.articles.find()} == {None, *(n + 7 for n in range(0, 1000, 2))}
    again = reread(store, archive, TODAY)
    assert (again.read, again.changed, again.fields) == (1000, 0, {})


def test_a_dry_run_says_the_same_and_changes_nothing(store: Store, archive: Archive, writer: Writer) -> None:
    stored(store, archive, archived(writer, 1, page(1, full=True)))
    before = list(store.articles.find())
    said = reread(store, archive, TODAY, dry=True)
    assert said.fields == {"title": 1, "claims": 1}
    (sample,) = said.samples["title"]
    assert (sample.url, sample.old, sample.new) == (url(1), "第1次议事会", "第1次议事会：全称")
    assert list(store.articles.find()) == before


def test_the_revision_before_is_kept_and_nothing_says_that_the_page_was_met_again(
    store: Store, archive: Archive, writer: Writer
) -> None:
    article = stored(store, archive, archived(writer, 1, page(1, full=True)))
    store.articles.mark_gone(article.id)
    before = store.articles.get(article.id)
    assert before is not None
    reread(store, archive, TODAY)
    after = store.articles.get(article.id)
    assert after is not None
    for name in ("gone_at", "last_seen_at", "first_seen_at", "fetched_at", "page", "urls", "_id"):
        assert after[name] == before[name]
    assert after["changed_at"] > before["changed_at"]
    (kept,) = store.articles.revisions(article.id)
    assert kept["title"] == "第1次议事会"


def test_a_changed_text_has_its_story_found_anew_even_by_whoever_comes_after_a_crash(
    store: Store, archive: Archive, writer: Writer
) -> None:
    hidden = page(1).replace(b"<div id=text>", b"<div id=text><p>\xe6\x8e\xa8\xe8\x8d\x90</p></div><div id=body>")
    original = stored(store, archive, archived(writer, 2, page(1)))
    reprint = stored(store, archive, archived(writer, 1, page(3)))
    ref = archived(writer, 1, hidden)
    store.database["articles"].update_one(
        {"_id": reprint.id}, {"$set": {"page": {"file": ref.file, "offset": ref.offset}}}
    )
    today = replace(THEN, article=replace(THEN.article, text=("#body", "#text")))
    held = store.articles.get(reprint.id)
    assert held is not None
    assert held["story"]["role"] == "original"
    read = read_archived(archive, [ref], today)
    changes = {"body": read.body, "title": original.title}
    assert store.rereads.correct(held, changes), "and then it is killed"
    assert reread(store, archive, replace(today, article=replace(today.article, title=("h1",)))).is_clean
    told = store.articles.get(reprint.id)
    assert told is not None
    assert "to_be_placed" not in told
    assert told["story"]["role"] == "reprint"
    assert told["body"] == original.body


def test_an_article_that_is_gone_is_the_original_of_no_other_for_being_read_again(
    store: Store, archive: Archive, writer: Writer
) -> None:
    gone = stored(store, archive, archived(writer, 1, page(1, full=True)))
    reprint = stored(store, archive, archived(writer, 2, page(1, full=True).replace(b"2024-03-05", b"2024-03-06")))
    store.articles.mark_gone(gone.id)
    store.stories.set_aside(gone.id)
    reread(store, archive, TODAY)
    roles = {held["_id"]: held["story"]["role"] for held in store.articles.find()}
    assert roles == {gone.id: "reprint", reprint.id: "original"}


def test_what_a_crawl_changed_meanwhile_is_left_alone(store: Store, archive: Archive, writer: Writer) -> None:
    article = stored(store, archive, archived(writer, 1, page(1, full=True)))
    held = store.articles.get(article.id)
    assert held is not None
    store.articles.save(replace(article, title="刚刚抓到的标题", page=None))
    assert not store.rereads.correct(held, {"title": "别的"})
    now = store.articles.get(article.id)
    assert now is not None
    assert now["title"] == "刚刚抓到的标题"


def test_the_parts_of_an_article_are_joined_again(store: Store, archive: Archive, writer: Writer) -> None:
    second = f"{HOST}/cw/1_2.html"
    body = page(1, parts=f'<a href="{second}">下一页</a>')
    refs = archived(writer, 1, body), archived(writer, 1, page(2), at=second)
    article = stored(store, archive, *refs)
    assert "joined_pages" in article.transforms
    assert reread(store, archive, THEN).changed == 0


def test_a_refused_page_that_is_an_article_today_is_stored(store: Store, archive: Archive, writer: Writer) -> None:
    body = page(1).replace(b"<h1>", b"<h6>").replace(b"</h1>", b"</h6>").replace(b"id=text", b"id=other")
    ref = archived(writer, 1, body)
    key = article_id(canonical_url(url(1), THEN))
    refuse(store, key, ref)
    assert reread(store, archive, THEN, dry=True).found == {"rejected: no_body": 1}
    assert store.ledger.counts("village")["rejected"] == 1
    assert reread(store, archive, THEN).found == {"rejected: no_body": 1}
    (article,) = store.articles.find()
    assert (article["_id"], article["column"]) == (key, "村务")
    assert article["page"] == {"file": ref.file, "offset": ref.offset}
    assert store.ledger.counts("village")["stored"] == 1
    again = reread(store, archive, THEN)
    assert (again.refused_read, again.changed, again.found) == (0, 0, {})


def test_a_stored_article_whose_page_is_refused_today_stays_and_is_named(
    store: Store, archive: Archive, writer: Writer
) -> None:
    stored(store, archive, archived(writer, 1, page(1)))
    nothing = replace(THEN, article=ArticleRules(drop=("body > *",)))
    said = reread(store, archive, nothing)
    assert (sum(said.refusals.values()), said.refused, said.changed) == (1, [url(1)], 0)
    assert store.articles.count() == 1


def test_a_page_that_is_not_to_be_had_is_counted_by_its_file_and_the_others_are_read(
    store: Store, archive: Archive, writer: Writer
) -> None:
    refs = [archived(writer, n, page(n, full=True)) for n in range(3)]
    for ref in refs:
        stored(store, archive, ref)
    path = archive.path(refs[2])
    path.write_bytes(path.read_bytes()[: refs[2].offset + 30])
    lost = stored(store, archive, archived(Writer(archive.directory, site="village", stem="t", said={}), 9, page(9)))
    assert lost.page is not None
    archive.path(lost.page).unlink()
    said = reread(store, archive, TODAY)
    assert said.unreadable == {refs[2].file: 1, lost.page.file: 1}
    assert (said.changed, said.is_clean) == (2, False)


def test_a_window_leaves_the_others_unread(store: Store, archive: Archive, writer: Writer) -> None:
    for n in range(2):
        stored(store, archive, archived(writer, n, page(n).replace(b"2024-03-05", b"2024-03-0%d" % (n + 1))))
    day = date(2024, 3, 2)
    assert reread(store, archive, TODAY, window=Window(since=day, until=day)).read == 1
    assert store.rereads.count(["village"], Window(since=day)) == 1


def test_views_that_came_without_an_archived_page_are_not_taken_back(
    store: Store, archive: Archive, writer: Writer
) -> None:
    article = stored(store, archive, archived(writer, 1, page(1, hits=True)))
    assert article.fetched_at is not None
    later = replace(article, views=99, page=None, fetched_at=article.fetched_at.replace(year=2025))
    store.articles.save(later)
    assert reread(store, archive, TODAY).changed == 0


def refuse(store: Store, key: str, ref: PageRef) -> None:
    """Has an address refused as a crawl does."""
    store.ledger.discover([Found(id=key, link=Link(url=url(1)))], site="village", column="村务")
    store.ledger.claim("village", owner="me", limit=1)
    said = Resolution(id=key, state="rejected", reason="no_body", pages=(ref,))
    assert store.ledger.resolve(said, owner="me")

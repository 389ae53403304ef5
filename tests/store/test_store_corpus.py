"""The corpus as an export reads it."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from govcrawl.export.corpus import Tombstone
from govcrawl.export.manifest import Gap, Shortfall
from govcrawl.export.records import NAMES, record
from govcrawl.export.selection import Selection
from govcrawl.export.shape import USUAL
from govcrawl.items import Article, Story, Window
from govcrawl.store.connection import Store
from govcrawl.store.grams import positions, signature
from tests.store.conftest import MakeArticle

SITES = ("xsnet", "fanwen", "meipian")
BODIES = (
    "社區治理要靠大家。",
    "议事会上说起“物业”和社 区 治理。",
    "楼道灯亮了，ＡＢＣ小区的人都说好。",
    "垃圾分类进院子。",
)
SUMMER = datetime(2024, 7, 1, tzinfo=UTC)
SELECTIONS = [
    Selection(),
    Selection(sites=("xsnet",)),
    Selection(sites=("xsnet", "meipian")),
    Selection(sites=("none",)),
    Selection(window=Window(since=date(2024, 3, 2))),
    Selection(window=Window(until=date(2024, 3, 2))),
    Selection(window=Window(since=date(2024, 3, 2), until=date(2024, 3, 2))),
    Selection(fetched_since=datetime(2024, 5, 2, tzinfo=UTC)),
    Selection(topics=("社区治理", "物业")),
    Selection(genres=("notice", "template")),
    Selection(sources=("甲街道",)),
    Selection(originals=True),
    Selection(match="社区治理"),
    Selection(match="abc小区"),
    Selection(match="灯"),
    Selection(match="没有这句话"),
    Selection(match="议事", originals=True, sites=("xsnet", "fanwen"), window=Window(since=date(2024, 3, 1))),
]


@pytest.fixture
def corpus(store: Store, make_article: MakeArticle) -> list[Article]:
    """Articles of many kinds, saved in no order."""
    articles = list(varied(make_article))
    for article in articles:
        store.articles.save(article)
    return articles


def varied(make_article: MakeArticle) -> Iterator[Article]:
    choose = random.Random(6)
    for number, (site, body) in enumerate(itertools.product(SITES, BODIES * 3)):
        day = datetime(2024, 3, choose.randint(1, 4), choose.choice([0, 15, 16, 23]), tzinfo=UTC)
        role = choose.choice(["original", "reprint", None])
        yield make_article(
            f"http://{site}.example.cn/{number}.html",
            site=site,
            title=f"第{number}则",
            body=body,
            published_at=choose.choice([day, day, None]),
            fetched_at=choose.choice([datetime(2024, 5, choose.randint(1, 3), tzinfo=UTC), None]),
            topics=tuple(choose.sample(["社区治理", "物业", "议事"], choose.randint(0, 2))),
            genre=choose.choice(["news", "notice", "template"]),
            source=choose.choice(["甲街道", "乙街道", None]),
            story=role and Story(id=f"{number:032x}", role=role, similarity=1.0),
        )


def ids(store: Store, selection: Selection) -> list[str]:
    with store.corpus.view() as view:
        return [document["_id"] for document in view.documents(selection, names=NAMES)]


def test_every_selection_gives_what_it_holds_in_the_order_of_publication(store: Store, corpus: list[Article]) -> None:
    undated = datetime(9999, 1, 1, tzinfo=UTC)
    stored = [document for article in corpus if (document := store.articles.get(article.id))]
    ordered = sorted(stored, key=lambda document: (document["published_at"] or undated, document["_id"]))
    for selection in SELECTIONS:
        assert ids(store, selection) == [each["_id"] for each in ordered if selection.holds(each)], selection


def test_the_selections_tell_articles_apart(store: Store, corpus: list[Article]) -> None:
    sizes = [len(ids(store, selection)) for selection in SELECTIONS]
    assert sizes[0] == len(corpus) == 36
    assert all(size < 36 for size in sizes[1:])
    assert [number for number, size in enumerate(sizes) if size == 0] == [3, 15]


def test_a_count_is_how_many_articles_there_are(store: Store, corpus: list[Article]) -> None:
    for selection in SELECTIONS:
        with store.corpus.view() as view:
            assert view.count(selection) in (None, len(ids(store, selection)))


@pytest.mark.parametrize(("sought", "text"), [("社区治理", "社區 治 理"), ("abc", "ＡＢＣ"), ("议事", "“议”事")])
def test_the_signature_of_a_text_has_every_bit_of_what_it_holds(sought: str, text: str) -> None:
    bits = signature("前文", text)
    assert positions(sought)
    assert all(bits[position >> 3] >> (position & 7) & 1 for position in positions(sought))


def test_a_view_does_not_see_what_is_written_after_it_began(store: Store, corpus: list[Article]) -> None:
    with store.corpus.view() as view:
        found = view.documents(Selection(), names=NAMES)
        seen = [next(found)["_id"]]
        for article in corpus:
            store.articles.mark_gone(article.id)
        seen += [document["_id"] for document in found]
    assert len(seen) == 36
    assert ids(store, Selection()) == []


def test_the_fields_that_are_asked_for_are_there(store: Store, corpus: list[Article]) -> None:
    with store.corpus.view() as view:
        document = next(view.documents(Selection(), names=("url", "claims")))
    assert {"url", "claims", "site"} <= document.keys()
    assert "body" not in document


def test_a_withdrawn_article_is_in_no_view_and_stays_out_when_it_is_met_again(
    store: Store, corpus: list[Article], make_article: MakeArticle
) -> None:
    article = corpus[0]
    assert store.corpus.withdraw(article.id, why="本人要求")
    assert not store.corpus.withdraw(article.id, why="再说一次")
    store.articles.save(article)
    store.articles.save(make_article(article.url, title="改过的标题"))
    assert article.id not in ids(store, Selection())
    assert article.id not in ids(store, Selection(as_of=datetime(2999, 1, 1, tzinfo=UTC)))
    assert len(ids(store, Selection())) == 35


def test_an_article_can_be_withdrawn_before_it_is_ever_stored(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    store.corpus.withdraw(article.id, why="本人要求")
    store.articles.save(article)
    assert ids(store, Selection()) == []


def test_an_article_is_found_by_every_address_it_was_met_under(store: Store, make_article: MakeArticle) -> None:
    article = make_article(urls=("http://m.example.cn/a1",))
    store.articles.save(article)
    assert store.corpus.find_id(article.url) == store.corpus.find_id("http://m.example.cn/a1") == article.id
    assert store.corpus.find_id("http://m.example.cn/a2") is None


def test_changes_are_the_changed_articles_and_tombstones_of_those_that_left(
    store: Store, corpus: list[Article]
) -> None:
    changed, gone, withdrawn, moved = [article for article in corpus if article.genre == "notice"][:4]
    began = now(store)
    store.articles.save(replace(changed, title="改过的标题"))
    store.articles.mark_gone(gone.id)
    store.corpus.withdraw(withdrawn.id, why="本人要求")
    store.articles.save(replace(moved, genre="post"))
    with store.corpus.view() as view:
        entries = list(view.changes(Selection(genres=("notice",)), since=began, names=NAMES))
    tombstones = {entry.id: entry.reason for entry in entries if isinstance(entry, Tombstone)}
    assert tombstones == {gone.id: "gone", withdrawn.id: "withdrawn", moved.id: "unselected"}
    assert [entry["title"] for entry in entries if not isinstance(entry, Tombstone)] == ["改过的标题"]


def test_the_corpus_as_of_a_moment_is_what_it_was(
    store: Store, corpus: list[Article], make_article: MakeArticle
) -> None:
    before = exported(store, Selection())
    moment = now(store)
    for number, article in enumerate(corpus[:12]):
        store.articles.save(replace(article, title=f"改过的标题{number}", published_at=article.published_at and SUMMER))
    for article in corpus[:6]:
        store.articles.save(replace(article, title="再改一次"))
    store.articles.mark_gone(corpus[20].id)
    store.articles.save(make_article("http://xsnet.example.cn/new.html", site="xsnet"))
    assert exported(store, Selection()) != before
    assert exported(store, Selection(as_of=moment)) == before
    titles = Selection(as_of=moment, sites=("xsnet",), match="议事会")
    assert exported(store, titles) == [each for each in before if each["site"] == "xsnet" and "议事会" in each["body"]]


def test_an_article_that_was_gone_by_then_is_not_in_the_corpus_of_then(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    store.articles.save(article)
    there = now(store)
    store.articles.mark_gone(article.id)
    assert ids(store, Selection(as_of=there)) == [article.id]
    assert ids(store, Selection(as_of=now(store))) == []


def test_the_state_names_the_gaps_of_the_ledger(store: Store) -> None:
    entry = {"site": "xsnet", "column": None, "kind": "article", "attempts": 1, "owner": None, "lease_until": None}
    entry["lane"] = "crawl"
    times = {"discovered_at": datetime(2024, 5, 1, tzinfo=UTC), "changed_at": datetime(2024, 5, 1, tzinfo=UTC)}
    march = datetime(2024, 2, 29, 17, tzinfo=UTC)
    states = [("rejected", "soft_404", march)] * 2 + [("stored", None, march), ("discovered", None, None)]
    for number, (state, reason, published) in enumerate(states):
        url = f"http://xsnet.example.cn/{number}.html"
        outcome = {"_id": f"{number:032x}", "url": url, "state": state, "reason": reason, "next_attempt_at": None}
        outcome["published_at"] = published
        store.database["ledger"].insert_one({**entry, **times, **outcome})
    with store.corpus.view() as view:
        state = view.state(Selection())
    assert state.gaps == (
        Gap(site="xsnet", month="2024-03", state="rejected", reason="soft_404", urls=2),
        Gap(site="xsnet", month="undated", state="discovered", reason=None, urls=1),
    )
    assert datetime.fromisoformat(state.cursor) < state.taken_at


def test_the_state_names_the_columns_that_have_more_than_is_stored(store: Store) -> None:
    store.ledger.finish_walk("xsnet", "义桥新闻", stated=40)
    store.ledger.finish_walk("xsnet", "义桥新闻")
    store.ledger.finish_walk("xsnet", "热点新闻")
    store.ledger.finish_walk("xsnet", "瓜沥政务", stated=0)
    with store.corpus.view() as view:
        assert view.state(Selection()).shortfalls == (Shortfall(site="xsnet", column="义桥新闻", stated=40, stored=0),)
        assert view.state(Selection(sites=("fanwen",))).shortfalls == ()


def now(store: Store) -> datetime:
    """A moment by MongoDB's clock: what was written is before it, what will be is after."""
    with store.corpus.view() as view:
        moment = view.taken_at
    while moment >= later(store):
        pass
    return moment


def later(store: Store) -> datetime:
    with store.corpus.view() as view:
        return view.taken_at


def exported(store: Store, selection: Selection) -> list[dict[str, Any]]:
    """The records of a selection, without the moment of their last change, which is that of the present state."""
    names = tuple(name for name in USUAL if name != "changed_at")
    with store.corpus.view() as view:
        return [record(document, names=names) for document in view.documents(selection, names=names)]

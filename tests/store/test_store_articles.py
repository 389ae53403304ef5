import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from govcrawl.errors import Unstorable
from govcrawl.items import Claim, Image, PageRef, Story, Window
from govcrawl.store.connection import Store
from tests.store.conftest import MakeArticle


def stored(store: Store, article_id: str) -> dict[str, Any]:
    document = store.articles.get(article_id)
    assert document is not None
    return document


def test_an_article_is_new_once_and_then_the_same(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    assert store.articles.save(article) == "new"
    before = stored(store, article.id)
    assert store.articles.save(article) == "same"
    after = stored(store, article.id)
    assert after["last_seen_at"] >= before["last_seen_at"]
    assert after | {"last_seen_at": 0} == before | {"last_seen_at": 0}


def test_every_field_is_kept_under_its_name(store: Store, make_article: MakeArticle) -> None:
    article = make_article(
        images=(Image(url="http://shequ.example.cn/1.jpg", caption="课堂"),),
        story=Story(id="0" * 32, role="reprint", similarity=1.0),
        page=PageRef(file="2026.warc.gz", offset=2**40),
    )
    store.articles.save(article)
    document = stored(store, article.id)
    assert document["title"] == article.title
    assert document["published_at"] == article.published_at
    assert document["images"] == [{"url": "http://shequ.example.cn/1.jpg", "caption": "课堂"}]
    assert document["story"] == {"id": "0" * 32, "role": "reprint", "similarity": 1.0}
    assert document["page"] == {"file": "2026.warc.gz", "offset": 2**40}
    assert document["claims"]["title"][0]["where"] == "ArticleTitle"
    assert document["fetched_at"] == datetime(2026, 11, 1, 2, 3, 4, 567000, tzinfo=UTC)
    assert document["revision"] == 1
    assert document["first_seen_at"] == document["last_seen_at"] == document["changed_at"]
    assert "removed" not in document


@pytest.mark.parametrize(
    "change",
    [
        {"title": "河湾社区小课堂开课"},
        {"body": "改过的正文，比原来短。"},
        {"published_at": None, "published_precision": None},
        {"source": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_text_title_date_or_source_is_a_new_revision(
    store: Store, make_article: MakeArticle, change: dict[str, Any]
) -> None:
    article = make_article()
    store.articles.save(article)
    before = stored(store, article.id)
    changed = make_article(**change)
    assert store.articles.save(changed) == "revised"
    after = stored(store, article.id)
    assert after["revision"] == 2
    assert after["changed_at"] >= before["changed_at"]
    assert after["first_seen_at"] == before["first_seen_at"]
    assert {name: after[name] for name in change} == change
    [kept] = store.articles.revisions(article.id)
    assert kept | {"_id": article.id} == {**before, "article": article.id, "replaced_at": kept["replaced_at"]}
    assert store.articles.save(changed) == "same"


def test_a_crash_between_keeping_a_revision_and_replacing_it_loses_and_doubles_none(
    store: Store, make_article: MakeArticle
) -> None:
    article = make_article()
    store.articles.save(article)
    before = stored(store, article.id)
    kept = {**before, "_id": f"{article.id}:1", "article": article.id, "replaced_at": before["changed_at"]}
    store.database.revisions.insert_one(kept)
    assert store.articles.save(make_article(title="改过的标题")) == "revised"
    assert [each["title"] for each in store.articles.revisions(article.id)] == [before["title"]]
    assert stored(store, article.id)["revision"] == 2


def test_what_comes_and_goes_is_brought_up_to_date_without_a_revision(store: Store, make_article: MakeArticle) -> None:
    article = make_article(page=PageRef(file="a.warc.gz", offset=1))
    store.articles.save(article)
    later = make_article(views=99, extractor="2", images=(Image(url="http://shequ.example.cn/2.jpg"),))
    assert store.articles.save(later) == "same"
    after = stored(store, article.id)
    assert (after["views"], after["extractor"], len(after["images"])) == (99, "2", 1)
    assert after["page"] == {"file": "a.warc.gz", "offset": 1}
    assert after["revision"] == 1


@pytest.mark.parametrize(
    "change",
    [
        {"views": 99},
        {"urls": ("http://b.example.cn/",)},
        {"images": (Image(url="http://shequ.example.cn/2.jpg"),)},
        {"claims": {"title": (Claim("河湾社区开出便民小课堂", "text", "h1"),)}},
        {"column": "要闻"},
        {"modified_at": datetime(2024, 3, 6, tzinfo=UTC)},
        {"page": PageRef(file="a.warc.gz", offset=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_change_that_is_exported_moves_changed_at(
    store: Store, make_article: MakeArticle, change: dict[str, Any]
) -> None:
    article = make_article()
    store.articles.save(article)
    assert store.articles.save(make_article(**change)) == "same"
    changed = stored(store, article.id)
    assert changed["changed_at"] == changed["last_seen_at"] > changed["first_seen_at"]
    store.articles.save(make_article(**change))
    assert stored(store, article.id)["changed_at"] == changed["changed_at"]


def test_the_same_fetched_again_keeps_when_and_where_it_was_first_fetched(
    store: Store, make_article: MakeArticle
) -> None:
    article = make_article(page=PageRef(file="a.warc.gz", offset=1))
    store.articles.save(article)
    before = stored(store, article.id)
    again = make_article(page=PageRef(file="b.warc.gz", offset=2), fetched_at=datetime(2026, 12, 1, tzinfo=UTC))
    store.articles.save(again)
    after = stored(store, article.id)
    assert after | {"last_seen_at": 0} == before | {"last_seen_at": 0}


def test_bytes_that_changed_something_are_the_page_of_what_is_stored(store: Store, make_article: MakeArticle) -> None:
    first, second = PageRef(file="a.warc.gz", offset=1), PageRef(file="b.warc.gz", offset=2)
    store.articles.save(make_article(page=first))
    later = datetime(2026, 12, 1, tzinfo=UTC)
    store.articles.save(make_article(page=second, parts=(first,), fetched_at=later, views=99))
    after = stored(store, make_article().id)
    assert (after["page"], after["fetched_at"]) == ({"file": "b.warc.gz", "offset": 2}, later)
    assert after["parts"] == [{"file": "a.warc.gz", "offset": 1}]


def test_a_revision_from_no_archived_page_refers_to_none(store: Store, make_article: MakeArticle) -> None:
    store.articles.save(make_article(page=PageRef(file="a.warc.gz", offset=1)))
    assert store.articles.save(make_article(title="又改了标题")) == "revised"
    assert stored(store, make_article().id)["page"] is None
    [kept] = store.articles.revisions(make_article().id)
    assert kept["page"] == {"file": "a.warc.gz", "offset": 1}


def test_all_addresses_are_kept_in_the_order_they_were_met(store: Store, make_article: MakeArticle) -> None:
    article = make_article(urls=("http://a.example.cn/",))
    store.articles.save(article)
    store.articles.save(make_article(urls=("http://b.example.cn/", "http://a.example.cn/")))
    store.articles.save(make_article(urls=("http://c.example.cn/",), title="又改了标题"))
    addresses = [article.url, "http://a.example.cn/", "http://b.example.cn/", "http://c.example.cn/"]
    assert stored(store, article.id)["urls"] == addresses


def test_a_place_in_another_story_moves_changed_at(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    store.articles.save(article)
    before = stored(store, article.id)
    place = Story(id="1" * 32, role="original", similarity=1.0)
    assert store.articles.save(make_article(story=place)) == "same"
    placed = stored(store, article.id)
    assert placed["changed_at"] >= before["changed_at"]
    assert placed["changed_at"] == placed["last_seen_at"]
    store.articles.save(make_article(story=place))
    store.articles.save(article)
    again = stored(store, article.id)
    assert again["changed_at"] == placed["changed_at"]
    assert again["story"] == placed["story"]


def test_strings_that_look_like_expressions_of_mongodb_are_only_strings(
    store: Store, make_article: MakeArticle
) -> None:
    article = make_article(title="$title", body="$$ROOT", author="$100万", urls=("$urls",), source="$$NOW")
    assert store.articles.save(article) == "new"
    assert store.articles.save(article) == "same"
    assert stored(store, article.id)["title"] == "$title"
    assert store.articles.save(make_article(title="$body", urls=("$$NOW",))) == "revised"
    assert stored(store, article.id)["urls"] == [article.url, "$urls", "$$NOW"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"title": "甲\udc80乙\0丙"}, {"title": "甲\ufffd乙丙"}),
        ({"body": "\ud83d\ude00"}, {"body": "\ufffd\ufffd"}),
        ({"views": 2**64}, {"views": None}),
        ({"views": 2**40}, {"views": 2**40}),
    ],
)
def test_what_mongodb_cannot_keep_is_replaced(
    store: Store, make_article: MakeArticle, given: dict[str, Any], kept: dict[str, Any]
) -> None:
    article = make_article(**given)
    assert store.articles.save(article) == "new"
    assert store.articles.save(article) == "same"
    document = stored(store, article.id)
    assert {name: document[name] for name in kept} == kept


@pytest.mark.parametrize(
    ("given", "slug", "detail"),
    [
        ({"body": "大" * 6_000_000}, "too_large", "18,"),
        ({"genre": "poem"}, "not_valid", "genre"),
        ({"title": ""}, "not_valid", "title"),
    ],
    ids=["too_large", "unknown_genre", "no_title"],
)
def test_an_article_that_cannot_be_stored_says_why(
    store: Store, make_article: MakeArticle, given: dict[str, Any], slug: str, detail: str
) -> None:
    with pytest.raises(Unstorable) as caught:
        store.articles.save(make_article(**given))
    assert caught.value.reason == slug
    assert detail in caught.value.detail


def test_an_article_refused_as_a_revision_leaves_the_stored_one(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    store.articles.save(article)
    with pytest.raises(Unstorable, match="genre"):
        store.articles.save(make_article(genre="poem"))
    assert stored(store, article.id)["genre"] == "news"


def test_writers_of_one_article_make_one_document_and_every_revision(store: Store, make_article: MakeArticle) -> None:
    said: list[str] = []
    barrier = threading.Barrier(6)

    def write(number: int) -> None:
        barrier.wait()
        said.append(store.articles.save(make_article(title=f"第{number}版标题")))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    article = make_article()
    assert sorted(said) == ["new", *["revised"] * 5]
    titles = [held["title"] for held in store.articles.revisions(article.id)]
    assert sorted([*titles, stored(store, article.id)["title"]]) == [f"第{number}版标题" for number in range(6)]


def test_an_article_that_is_gone_stays_and_may_come_back(store: Store, make_article: MakeArticle) -> None:
    article = make_article()
    store.articles.save(article)
    assert store.articles.mark_gone(article.id)
    assert not store.articles.mark_gone(article.id)
    gone = stored(store, article.id)
    assert gone["gone_at"] == gone["changed_at"]
    assert store.articles.save(article) == "same"
    back = stored(store, article.id)
    assert "gone_at" not in back
    assert back["changed_at"] >= gone["changed_at"]


def test_articles_are_found_by_publication_and_undated_ones_last(store: Store, make_article: MakeArticle) -> None:
    days = {"b": 2, "a": 1, "c": None, "d": 1}
    articles = {
        name: make_article(f"http://{name}/", published_at=day and datetime(2024, 1, day, tzinfo=UTC))
        for name, day in days.items()
    }
    for article in articles.values():
        store.articles.save(article)
    first_day = sorted([articles["a"].id, articles["d"].id])
    found = [each["_id"] for each in store.articles.find()]
    assert found == [*first_day, articles["b"].id, articles["c"].id]
    assert store.articles.count() == 4


def test_a_window_holds_days_of_china_and_no_undated_articles(store: Store, make_article: MakeArticle) -> None:
    midnight = datetime(2024, 3, 4, 16, tzinfo=UTC)  # 5 March, 00:00 in China
    for name, moment in {"early": midnight - timedelta(seconds=1), "first": midnight, "undated": None}.items():
        store.articles.save(make_article(f"http://{name}/", published_at=moment))
    store.articles.save(make_article("http://last/", published_at=midnight + timedelta(hours=23, minutes=59)))
    store.articles.save(make_article("http://late/", published_at=midnight + timedelta(hours=24)))
    day = Window(since=date(2024, 3, 5), until=date(2024, 3, 5))
    assert [each["url"] for each in store.articles.find(window=day)] == ["http://first/", "http://last/"]
    assert [each["url"] for each in store.articles.find(window=Window(until=date(2024, 3, 4)))] == ["http://early/"]
    assert store.articles.count(window=day) == 2


def test_articles_of_one_site_are_found_through_its_index(store: Store, make_article: MakeArticle) -> None:
    store.articles.save(make_article("http://a/"))
    store.articles.save(make_article("http://b/", site="other"))
    assert [each["url"] for each in store.articles.find(site="other")] == ["http://b/"]
    plan = store.database.articles.find({"site": "other", "published_at": {"$gte": datetime(1, 1, 1, tzinfo=UTC)}})
    winning = plan.sort([("published_at", 1), ("_id", 1)]).explain()["queryPlanner"]["winningPlan"]
    assert winning["stage"] == "FETCH"
    assert winning["inputStage"]["indexName"] == "by_site"


def test_naive_datetimes_are_an_error_of_the_programmer(store: Store, make_article: MakeArticle) -> None:
    with pytest.raises(ValueError, match="naive"):
        store.articles.save(make_article(published_at=datetime(2024, 1, 1)))  # noqa: DTZ001

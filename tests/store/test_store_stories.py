"""Stories in MongoDB: who is in them, who leads, who is the original, and what articles are told of it."""

import itertools
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from govcrawl.items import Story
from govcrawl.store.connection import Store, connect
from tests.dedup.articles import READOUT
from tests.store.variants import (
    FULLER,
    FURNITURE_PAGE,
    HALF,
    NOON,
    OTHER_NUMBER,
    SLOGANS,
    WITHOUT_THE_NUMBER,
    picture,
    put,
    report,
    told,
    variants,
)


def wipe(store: Store) -> None:
    for name in ("articles", "stories"):
        store.database[name].delete_many({})


def test_an_article_alone_is_the_original_of_a_story_of_its_own(store: Store) -> None:
    article = report("a")
    [place] = put(store, [article])
    assert place == told(store, article) == Story(id=article.id, role="original", similarity=1.0)


def test_a_reprint_and_an_excerpt_join_the_story(store: Store) -> None:
    original, reprint, excerpt = report("a"), report("b"), report("c", HALF)
    put(store, [original, reprint, excerpt])
    story_id = min(original.id, reprint.id)
    assert told(store, original) == Story(id=story_id, role="original", similarity=1.0)
    assert told(store, reprint) == Story(id=story_id, role="reprint", similarity=1.0)
    assert told(store, excerpt).role == "excerpt"
    assert 0.4 < told(store, excerpt).similarity < 0.6


def test_a_story_says_who_is_in_it(store: Store) -> None:
    articles = [report("a"), report("b"), report("c", HALF)]
    put(store, articles)
    story = store.stories.of(articles[2].id)
    assert story is not None
    assert story == store.stories.get(story["leader"])
    assert {each["article"] for each in story["members"]} == {article.id for article in articles}
    assert sorted(story["sites"]) == ["a", "b", "c"]
    assert (story["first_day"], story["last_day"]) == ("2024-04-13", "2024-04-15")


def test_placing_again_changes_nothing(store: Store) -> None:
    articles = [report("a"), report("b", FULLER), report("c", HALF), report("d", OTHER_NUMBER)]
    put(store, articles)
    before = picture(store)
    changed = [each["changed_at"] for each in store.articles.find()]
    places = put(store, articles)
    assert picture(store) == before
    assert places == [told(store, article) for article in articles]
    assert [each["changed_at"] for each in store.articles.find()] == changed


def test_an_article_may_be_placed_before_it_is_stored(store: Store) -> None:
    places = [store.stories.place(article) for article in (report("a"), report("b", FULLER), report("c", HALF))]
    assert [place.role for place in places] == ["original", "reprint", "excerpt"]
    assert len({place.id for place in places[1:]}) == 1


def test_an_earlier_copy_becomes_the_original_and_only_whom_it_touches_is_told(store: Store) -> None:
    late, later = report("m"), report("n", FULLER)
    put(store, [late, later])
    before = {each["_id"]: each["changed_at"] for each in store.articles.find()}
    early = report("a")
    put(store, [early])
    assert [told(store, article).role for article in (early, late, later)] == ["original", "reprint", "reprint"]
    after = {each["_id"]: each["changed_at"] for each in store.articles.find()}
    assert after[late.id] > before[late.id]
    assert after[later.id] == before[later.id]


@pytest.mark.parametrize(
    "lesser",
    [{"borrowed": True}, {"published_at": None, "published_precision": None}, {"published_precision": "month"}],
)
def test_who_credits_another_or_has_no_date_is_not_the_original(store: Store, lesser: dict[str, Any]) -> None:
    first, second = report("a", **lesser), report("b", published_at=report("a").published_at)
    put(store, [first, second])
    assert told(store, second).role == "original"
    assert told(store, first).role == "reprint"


def test_a_page_that_knows_the_hour_was_before_one_that_knows_the_day(store: Store) -> None:
    of_day = report("a", published_at=NOON - timedelta(hours=12), published_precision="day")
    of_minute = report("a-a", published_at=NOON, published_precision="minute")
    put(store, [of_day, of_minute])
    assert told(store, of_minute).role == "original"


def test_the_fullest_text_leads_and_gives_the_story_its_id(store: Store) -> None:
    articles = [report("a"), report("b", HALF)]
    put(store, articles)
    fuller = report("c", FULLER)
    put(store, [fuller])
    assert {told(store, article).id for article in (*articles, fuller)} == {fuller.id}
    assert told(store, articles[0]).role == "original"


def test_two_stories_that_a_third_article_fits_stay_two(store: Store) -> None:
    one, other, between = report("a"), report("b", OTHER_NUMBER), report("c", WITHOUT_THE_NUMBER)
    put(store, [one, between, other])
    ids = [told(store, article).id for article in (one, other, between)]
    assert ids[0] != ids[1]
    assert ids[2] == min(ids[:2])


def test_an_edited_article_is_decided_anew(store: Store) -> None:
    first, second, third = report("a"), report("b"), report("c")
    put(store, [first, second, third])
    put(store, [report("b", READOUT, title="青桐区召开推进会")])
    assert told(store, second) == Story(id=second.id, role="original", similarity=1.0)
    assert told(store, first).id == told(store, third).id == min(first.id, third.id)
    put(store, [report("b")])
    assert told(store, second).role == "reprint"


def test_a_leader_that_is_edited_leaves_the_others_a_story(store: Store) -> None:
    first, leader, third = report("a"), report("b", FULLER), report("c", HALF)
    put(store, [first, leader, third])
    put(store, [report("b", READOUT)])
    assert [told(store, article).id for article in (first, third)] == [first.id, first.id]
    assert told(store, leader).id == leader.id


def test_a_corrected_date_moves_the_original(store: Store) -> None:
    first, second = report("a"), report("b")
    put(store, [first, second])
    put(store, [report("b", published_at=NOON - timedelta(days=3))])
    assert [told(store, article).role for article in (first, second)] == ["reprint", "original"]


def test_what_a_site_prints_under_any_title_is_nobodys_reprint(store: Store) -> None:
    articles = [report(f"s{number}", FURNITURE_PAGE, title=title, site="s") for number, title in enumerate(SLOGANS)]
    put(store, [*articles, report("z", FURNITURE_PAGE, title="别处的标题")])
    alone = [Story(id=article.id, role="original", similarity=1.0) for article in articles]
    assert [told(store, article) for article in articles] == alone


def test_text_that_looks_like_an_expression_is_kept_as_it_is(store: Store) -> None:
    articles = [report(name, title="$$ROOT", site="$site") for name in "ba"]
    put(store, articles)
    story = store.stories.of(articles[0].id)
    assert story is not None
    assert story["sites"] == ["$site"]


def test_articles_without_words_are_stories_of_their_own(store: Store) -> None:
    articles = [report(name, "见附件。") for name in "ab"]
    assert [place.id for place in put(store, articles)] == [article.id for article in articles]


def test_stories_do_not_depend_on_the_order_of_arrival(store: Store) -> None:
    articles = variants()
    put(store, articles)
    expected = picture(store)
    assert len(expected["stories"]) < len(articles)
    for seed in range(12):
        wipe(store)
        Random(seed).shuffle(articles)
        put(store, articles)
        assert picture(store) == expected


def test_every_order_of_a_fuller_text_a_bridge_and_a_look_alike_ends_alike(store: Store) -> None:
    articles = [report("c", WITHOUT_THE_NUMBER), report("a"), report("b", OTHER_NUMBER), report("d", FULLER)]
    pictures = []
    for order in itertools.permutations(articles):
        wipe(store)
        put(store, order)
        pictures.append(picture(store))
    assert all(each == pictures[0] for each in pictures)


PAPER, PORTAL = "枣林晚报", "青桐新闻网"


def test_a_page_that_credits_another_of_its_story_is_not_the_original_however_early(store: Store) -> None:
    early = report("a", borrowed=True, source=PAPER, publisher=PORTAL)
    mirror, paper = report("c"), report("e", source=PAPER, publisher=PAPER)
    for order in itertools.permutations([early, mirror, paper]):
        wipe(store)
        put(store, order)
        assert [told(store, article).role for article in (early, mirror, paper)] == ["reprint", "original", "reprint"]


@pytest.mark.parametrize(
    "own",
    [
        {"source": PAPER, "publisher": PAPER},
        {"source": None, "publisher": PAPER},
        {"source": f"{PAPER}社会新闻部", "publisher": f"{PAPER}社"},
    ],
)
def test_who_speaks_for_an_organisation_is_who_names_it_or_lives_there(store: Store, own: dict[str, Any]) -> None:
    crediting = report("a", borrowed=True, source=PAPER, publisher=PORTAL)
    speaks = report("b", **own)
    put(store, [crediting, speaks])
    assert told(store, speaks).role == "original"


def test_an_early_page_that_credits_a_stranger_stays_the_original_before_silent_copies(store: Store) -> None:
    early = report("a", borrowed=True, source=PAPER, publisher=PORTAL)
    mirror = report("b", source=None, publisher="无名镜像")
    for order in itertools.permutations([early, mirror]):
        wipe(store)
        put(store, order)
        assert told(store, early).role == "original"


def test_a_copy_on_a_site_that_nobody_knows_speaks_for_nobody(store: Store) -> None:
    early, copy = report("a", borrowed=True, source=PAPER, publisher=PORTAL), report("b", source=PAPER)
    put(store, [early, copy])
    assert told(store, early).role == "original"


def test_whom_a_credit_makes_a_reprint_is_told_at_a_later_time(store: Store) -> None:
    early, mirror = report("a", borrowed=True, source=PAPER), report("b", source=None)
    put(store, [early, mirror])
    before = {each["_id"]: each["changed_at"] for each in store.articles.find()}
    put(store, [report("z", publisher=PAPER)])
    after = {each["_id"]: each["changed_at"] for each in store.articles.find()}
    assert all(after[article.id] > before[article.id] for article in (early, mirror))


def test_what_is_withdrawn_or_gone_is_the_original_of_no_other(store: Store) -> None:
    first, second, third = report("a"), report("b"), report("c")
    put(store, [first, second, third])
    store.corpus.withdraw(first.id, why="asked for")
    store.stories.set_aside(first.id)
    assert [told(store, article).role for article in (first, second, third)] == ["reprint", "original", "reprint"]
    put(store, [first])
    store.articles.mark_gone(second.id)
    store.stories.set_aside(second.id)
    assert [told(store, article).role for article in (first, second, third)] == ["reprint", "reprint", "original"]
    put(store, [second])
    assert [told(store, article).role for article in (first, second, third)] == ["reprint", "original", "reprint"]


def test_a_page_that_credits_one_that_has_gone_is_the_original_of_what_is_left(store: Store) -> None:
    own, copy = report("b", publisher=PAPER), report("a", borrowed=True, source=PAPER)
    put(store, [own, copy])
    assert told(store, own).role == "original"
    store.stories.set_aside(own.id)
    assert told(store, copy).role == "original"


def test_what_was_withdrawn_before_it_came_is_not_the_original_either(mongodb_uri: str, store: Store) -> None:
    first, second = report("a"), report("b")
    store.corpus.withdraw(first.id, why="asked for")
    with connect(mongodb_uri, database=store.database.name) as later:
        put(later, [first, second])
    assert [told(store, article).role for article in (first, second)] == ["reprint", "original"]


def test_setting_aside_what_is_alone_or_not_stored_changes_nothing(store: Store) -> None:
    [place] = put(store, [report("a")])
    for article in ("0" * 32, report("a").id, report("a").id):
        store.stories.set_aside(article)
    assert told(store, report("a")) == place

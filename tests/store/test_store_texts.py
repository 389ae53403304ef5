"""The texts that stories are compared by: read once, and again when they are others."""

from dataclasses import replace

from govcrawl.store.connection import Store
from govcrawl.store.membership import Membership, membership_of
from govcrawl.store.texts import Texts, read_text
from tests.store.variants import HALF, put, report


def test_a_text_is_at_hand_once_it_was_read(store: Store) -> None:
    article = report("a")
    put(store, [article])
    texts, leader = Texts(store.database["articles"]), leader_of(store, article.id)
    [read] = texts.of([leader]).values()
    assert texts.of([leader])[article.id] is read


def test_a_text_that_was_given_is_at_hand(store: Store) -> None:
    article = report("a")
    put(store, [article])
    texts, leader = Texts(store.database["articles"]), leader_of(store, article.id)
    given = read_text(store.database["articles"].find_one({"_id": article.id}) or {})
    texts.keep(leader.member, given)
    assert texts.of([leader])[article.id] is given


def test_a_text_that_has_changed_is_read_again(store: Store) -> None:
    article = report("a")
    put(store, [article])
    texts = Texts(store.database["articles"])
    whole = texts.of([leader_of(store, article.id)])[article.id]
    put(store, [replace(article, body=HALF)])
    half = texts.of([leader_of(store, article.id)])[article.id]
    assert len(half.flat) < len(whole.flat)


def test_who_is_not_stored_has_the_text_it_was_placed_with(store: Store) -> None:
    article = report("a")
    store.stories.place(article)
    read = Texts(store.database["articles"]).of([leader_of(store, article.id)])
    assert read[article.id].title == leader_of(store, article.id).member.title


def test_who_has_no_text_is_left_out(store: Store) -> None:
    article = report("a")
    put(store, [article])
    leader = leader_of(store, article.id)
    store.database["articles"].delete_many({})
    assert Texts(store.database["articles"]).of([leader]) == {}


def leader_of(store: Store, article: str) -> Membership:
    story = store.stories.of(article)
    assert story is not None
    return membership_of(story["members"][0])

import threading

import pytest

from govcrawl.items import Article, Story
from govcrawl.store.connection import Store
from tests.store.conftest import MakeArticle


def members(store: Store, story: Story) -> list[str]:
    document = store.stories.get(story.id)
    assert document is not None
    return [member["article"] for member in document["members"]]


@pytest.mark.parametrize("fingerprint", [0, 7, -(2**63), 2**63 - 1])
def test_the_first_of_a_text_is_the_original_and_later_ones_reprints(
    store: Store, make_article: MakeArticle, fingerprint: int
) -> None:
    first, second = make_article("http://a/"), make_article("http://b/")
    original = store.stories.place(first, fingerprint=fingerprint)
    reprint = store.stories.place(second, fingerprint=fingerprint)
    assert (original.role, reprint.role) == ("original", "reprint")
    assert original.id == reprint.id
    assert members(store, original) == [first.id, second.id]


def test_another_text_is_another_story(store: Store, make_article: MakeArticle) -> None:
    first = store.stories.place(make_article("http://a/"), fingerprint=1)
    second = store.stories.place(make_article("http://b/"), fingerprint=2)
    assert second.role == "original"
    assert first.id != second.id


def test_an_article_placed_again_keeps_its_place(store: Store, make_article: MakeArticle) -> None:
    articles = [make_article(f"http://{name}/") for name in "ab"]
    places = [store.stories.place(article, fingerprint=1) for article in articles]
    before = store.stories.get(places[0].id)
    assert [store.stories.place(article, fingerprint=1) for article in articles] == places
    assert store.stories.get(places[0].id) == before


def test_an_edited_article_stays_in_its_story(store: Store, make_article: MakeArticle) -> None:
    original, reprint = make_article("http://a/"), make_article("http://b/")
    places = [store.stories.place(article, fingerprint=1) for article in (original, reprint)]
    store.stories.place(make_article("http://c/"), fingerprint=3)
    assert store.stories.place(original, fingerprint=2) == places[0]
    assert store.stories.place(reprint, fingerprint=3) == places[1]


def test_text_that_looks_like_an_expression_is_kept_as_it_is(store: Store, make_article: MakeArticle) -> None:
    for name in "ab":
        story = store.stories.place(make_article(f"http://{name}/", title="$$ROOT"), fingerprint=1)
    document = store.stories.get(story.id)
    assert document is not None
    assert [member["title"] for member in document["members"]] == ["$$ROOT", "$$ROOT"]


def test_writers_of_equal_texts_make_one_story_with_one_original(store: Store, make_article: MakeArticle) -> None:
    writers, texts = 6, 12
    places: list[tuple[int, Article, Story]] = []
    barrier = threading.Barrier(writers)

    def write(writer: int) -> None:
        for text in range(texts):
            article = make_article(f"http://{writer}/{text}")
            barrier.wait()
            places.append((text, article, store.stories.place(article, fingerprint=text)))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for text in range(texts):
        of_text = [(article, story) for number, article, story in places if number == text]
        assert sorted(story.role for _, story in of_text) == ["original", *["reprint"] * (writers - 1)]
        [story_id] = {story.id for _, story in of_text}
        assert set(members(store, of_text[0][1])) == {article.id for article, _ in of_text}, story_id

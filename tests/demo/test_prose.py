"""The prose of the toy web: composed, distinct, repeatable."""

from itertools import combinations
from random import Random

import pytest

from govcrawl.chinese.scripts import simplify
from govcrawl.demo.page import Kept
from govcrawl.demo.pollution import spoil_by_dictionary, spoil_by_draws, traditional
from govcrawl.demo.prose import ESSAY, NEWS, POST, compose, topics
from govcrawl.demo.web import toy_web

ORIGINALS = [kept for kept in toy_web().kept().values() if kept.original is None]
REPRINTS = [kept for kept in toy_web().kept().values() if kept.original is not None]


@pytest.mark.parametrize("topic", topics())
def test_every_topic_makes_every_kind_of_article(topic: str) -> None:
    for plan in (NEWS, POST, ESSAY):
        made = compose("any", main=topic, second=topics()[0] if topic != topics()[0] else topics()[1], plan=plan)
        text = made.title + "".join(made.paragraphs)
        assert len(made.paragraphs) == len(plan)
        assert not set("[]<>|") & set(text)


def test_the_same_seed_makes_the_same_article() -> None:
    first, second = (compose("seed", main=topics()[0], second=topics()[1]) for _ in range(2))
    assert first == second
    assert compose("other", main=topics()[0], second=topics()[1]) != first


def test_no_two_articles_are_alike() -> None:
    shingles = [_shingles(kept) for kept in ORIGINALS]
    likeness = max(len(a & b) / len(a | b) for a, b in combinations(shingles, 2))
    assert likeness < 0.45


def test_every_article_has_four_to_ten_paragraphs() -> None:
    assert {len(kept.paragraphs) - len(kept.captions) for kept in ORIGINALS} <= set(range(4, 11))


@pytest.mark.parametrize("kept", REPRINTS, ids=lambda kept: kept.title)
def test_a_reprint_says_what_its_original_says(kept: Kept) -> None:
    assert kept.original is not None
    original = toy_web().kept()[kept.original]
    assert simplify("".join(kept.paragraphs)) == simplify("".join(original.paragraphs))
    assert simplify(kept.title) != original.title
    assert kept.at is None or (original.at is not None and original.at < kept.at)


def test_draws_annotate_every_occurrence_of_a_character_alike() -> None:
    spoiled = spoil_by_draws("社區的人說社區的事，人人都說好。", Random(3))
    assert "(" in spoiled
    assert (
        len({spoiled[at + 1 :].split("區")[0].split("的")[0] for at, char in enumerate(spoiled) if char == "社"}) == 1
    )


def test_the_dictionary_annotates_once_with_tone_marks() -> None:
    assert spoil_by_dictionary(traditional("社区现代化建设")) == "社區(qū)現(xiàn)代化建設(shè)"


def _shingles(kept: Kept) -> set[str]:
    text = simplify("".join(kept.paragraphs))
    return {text[at : at + 5] for at in range(len(text) - 4)}

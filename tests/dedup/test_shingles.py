"""The shingles of texts, as numbers."""

from hypothesis import given
from hypothesis import strategies as st

from govcrawl.dedup.shingles import SHINGLE, containment

TEXTS = st.text("社区居民议事会", min_size=SHINGLE, max_size=40)


@given(TEXTS, TEXTS)
def test_containment_is_the_share_of_one_text_s_shingles_that_the_other_has(one: str, other: str) -> None:
    sought, held = shingles(one), shingles(other)
    assert containment(one, other) == len(sought & held) / len(sought)


def shingles(flat: str) -> set[str]:
    return {flat[place : place + SHINGLE] for place in range(len(flat) - SHINGLE + 1)}

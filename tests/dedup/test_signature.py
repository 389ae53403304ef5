"""The keys of a text: what is stored beside every story, and may not drift."""

from datetime import date

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.dedup.signature import keys
from govcrawl.dedup.story import RULES
from govcrawl.dedup.text import read
from tests.dedup.articles import READOUT, REPORT


def keys_of(body: str) -> tuple[int, ...]:
    return keys(read("题", body, day=date(2024, 4, 13)))


def test_the_keys_of_a_version_never_change() -> None:
    assert (RULES, keys_of(READOUT)) == (3, GOLDEN)


def test_keys_are_few_and_differ() -> None:
    found = keys_of(REPORT)
    assert len(found) == len(set(found)) == 13


@pytest.mark.parametrize(
    "other",
    [
        READOUT.replace("，", ", "),
        opencc.OpenCC("s2tw").convert(READOUT),
        f"来源：青桐日报\n{READOUT}\n责任编辑：方小雨",
        READOUT.replace("\n", "\n\n\u3000\u3000"),
    ],
)
def test_printing_a_text_otherwise_leaves_its_keys(other: str) -> None:
    assert keys_of(other) == keys_of(READOUT)


def test_a_cut_copy_shares_keys() -> None:
    assert len(set(keys_of(REPORT)) & set(keys_of("\n".join(REPORT.split("\n")[1:4])))) >= 4


def test_another_text_shares_none() -> None:
    assert not set(keys_of(REPORT)) & set(keys_of(READOUT))


@given(st.text())
def test_keys_fit_signed_64_bit_integers(body: str) -> None:
    found = keys_of(body)
    assert len(found) <= 13
    assert all(-(2**63) <= key < 2**63 for key in found)


GOLDEN = (
    -5133748485367060391,
    328700649253242219,
    -5782389328458181995,
    -6850660557467130742,
    3600494392168004641,
    -6009520219043961582,
    1570408194962082613,
    6765102765471211810,
    -2395482360407866808,
    7403239578986480277,
    3158786443807238477,
)

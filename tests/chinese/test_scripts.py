"""Traditional and simplified script."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.chinese.scripts import script_of, simplify


def test_simplify_gives_simplified_characters_and_leaves_the_rest() -> None:
    assert simplify("義橋鎮黨委 2022-05-23 “A(b)”") == "义桥镇党委 2022-05-23 “A(b)”"


def test_simplified_text_stays_as_it_is() -> None:
    text = "街道党工委把议事协商办到居民家门口。"
    assert simplify(text) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *(
            ("沈默", "沉默"),
            ("藉口", "借口"),
            ("回覆", "回复"),
            ("毛坏", "毛坯"),
            ("一目瞭然", "一目了然"),
            ("英哩", "英里"),
        ),
        *(("甦醒", "苏醒"), ("衹得", "只得"), ("豈有", "岂有"), ("\uf9d1", "六"), ("𬴂䮄", "𬴂𫠊")),
    ],
)
def test_what_changes_in_some_words_only_is_changed(written: str, read: str) -> None:
    assert simplify(written) == read


@given(st.text(st.characters(min_codepoint=0x2E80, max_codepoint=0x9FFF) | st.characters(exclude_categories=["Cs"])))
def test_a_text_is_simplified_as_opencc_does(text: str) -> None:
    assert simplify(text) == opencc.OpenCC("t2s").convert(text)


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert simplify("社\ud83d區") == "社\ufffd区"


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("街道党工委把议事协商办到居民家门口。", "hans"),
        ("街道黨工委把議事協商辦到居民家門口。", "hant"),
        ("先后推動社區志愿服務,里面的樓棟并不難治理。", "hant"),
        ("《臺灣通史》读书会在社区党群活动中心举办，居民谈了体会。", "hans"),
        ("人口", "hans"),
        ("plain text", "hans"),
        ("", "hans"),
    ],
    ids=["simplified", "traditional", "one-way conversion", "traditional quotation", "both", "no hanzi", "empty"],
)
def test_the_script_is_the_one_most_characters_belong_to(text: str, script: str) -> None:
    assert script_of(text) == script

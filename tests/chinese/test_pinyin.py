"""Pinyin pollution goes, parentheses that are text stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.chinese.pinyin import polluted, strip, strip_with_offsets

CLEAN = "東湖街道的社區工作者走進三個老舊小區,聽取居民意見,把加裝電梯、清理樓道(含地下室)列入今年的清單。"
TONELESS = (
    "東湖街道的社(she)(she)區(qu)(qu)工(gong)作者走(zou)進三(san)個老舊小區(qu)(qu),聽取(qu)居民(min)(min)(min)意見,"
    "把加裝電梯、清理樓道(含地下室(shi))列入今(jin)年的清單。"
)
TONED = (
    "東湖街道的社區(qū)工作者走進(jìn)三個老舊小區(qū),聽(tīng)取居民意見(jiàn),把加裝(zhuāng)電(diàn)梯、"
    "清理樓道(含地下室)列入今年的清單(dān)。"
)


@pytest.mark.parametrize("printed", [TONELESS, TONED], ids=["toneless and repeated", "tone-marked and single"])
def test_both_variants_are_stripped_to_the_clean_text(printed: str) -> None:
    assert strip(printed) == CLEAN


@pytest.mark.parametrize(
    ("printed", "clean"),
    [
        ("社（she）（she）區（qū）", "社區"),
        ("社(SHE)區", "社區"),
        ("建设(she\u0300)", "建设"),
        ("學(xué)", "學"),
        ("綠(lǜ)化(huà)帶(dài)", "綠化帶"),
        ("綠(lv)化", "綠化"),
        ("女(nü)工", "女工"),
        ("公(ɡonɡ)園", "公園"),
        ("安(ɑn)全", "安全"),
        ("隨(suí)著(zhe)", "隨著"),
        ("重(chong)建重(zhong)點", "重建重點"),
        ("\U00020bb7(ji)家", "\U00020bb7家"),
    ],
)
def test_a_reading_of_the_character_before_it_is_stripped(printed: str, clean: str) -> None:
    assert strip(printed) == clean


@pytest.mark.parametrize(
    "text",
    [
        "(市、區)",
        "黨工委(管委會)",
        "服務中心(站)",
        "人工智能(ai)",
        "世界卫生组织(WHO)",
        "手机应用(app)",
        "甲(a)类",
        "见附图(i)",
        "“3+N”(en)",
        "(she)區",
        "Shequ(she)",
        "社( she )區",
        "社(sheqū)區",
        "社()區",
    ],
)
def test_a_parenthesis_that_is_no_reading_stays(text: str) -> None:
    assert strip(text) == text


def test_a_legitimate_group_behind_an_annotation_stays() -> None:
    assert strip("人工智能(neng)(neng)(ai)平台") == "人工智能(ai)平台"


@pytest.mark.parametrize("printed", [TONELESS, TONED])
def test_a_page_full_of_readings_is_polluted(printed: str) -> None:
    assert polluted(printed)


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        "",
        "社區(qū)" * 7,
        "社區(qū)" * 8 + "居民議事" * 200,
        "人工智能(ai)" * 30,
        "堃(kūn)、喆(zhé)、龑(yǎn)、犇(bēn)、淼(miǎo)、焱(yàn)、垚(yáo)、骉(biāo)、羴(shān)怎么读",
    ],
    ids=["clean", "empty", "seven annotations", "sparse", "abbreviations", "a gloss of rare characters"],
)
def test_a_page_with_few_or_other_groups_is_not_polluted(text: str) -> None:
    assert not polluted(text)


def test_one_annotation_is_enough_on_a_host_that_is_known_to_pollute() -> None:
    assert polluted("社區(qū)", host_known=True)
    assert not polluted(CLEAN, host_known=True)


@pytest.mark.parametrize("printed", [TONELESS, TONED, CLEAN, ""])
def test_offsets_lead_from_every_clean_character_to_its_printed_one(printed: str) -> None:
    clean, offsets = strip_with_offsets(printed)
    assert clean == strip(printed)
    assert "".join(printed[place] for place in offsets[:-1]) == clean
    assert offsets[-1] == len(printed)


def test_a_label_found_in_the_clean_text_can_be_cut_out_of_the_printed_text() -> None:
    printed = "更新時間:2022-05-23 內(nèi)容來源:義橋鎮(zhèn)政府"
    clean, offsets = strip_with_offsets(printed)
    end_of_label = offsets[clean.index("來源:") + 3]
    assert printed[end_of_label:] == "義橋鎮(zhèn)政府"


@given(st.text(alphabet="社區治理(（)）shequāɡ1 。", max_size=60))
def test_stripping_only_takes_away_and_offsets_agree(text: str) -> None:
    clean, offsets = strip_with_offsets(text)
    assert clean == strip(text)
    assert [text[place] for place in offsets[:-1]] == list(clean)
    assert list(offsets) == sorted(offsets)

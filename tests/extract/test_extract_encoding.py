import gzip

import pytest

from govcrawl.extract.encoding import damage, decode

TEXT = "社区议事会上，居民代表镕堃提出，把闲置车棚改成活动室。街道与物业当天答复。"


def page(charset: str | None) -> str:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{meta}</head><body><p>{TEXT}</p></body></html>"


@pytest.mark.parametrize(
    ("true", "meta", "header", "read_as"),
    [
        ("utf-8", "utf-8", "utf-8", "utf-8"),
        ("utf-8", "gb2312", None, "utf-8"),
        ("utf-8", None, "gbk", "utf-8"),
        ("gb18030", "gb2312", None, "gb18030"),
        ("gb18030", "utf-8", "utf-8", "gb18030"),
        ("gb18030", None, "ISO-8859-1", "gb18030"),
        ("gb18030", None, None, "gb18030"),
        ("utf-16", None, None, "utf-16-le"),
    ],
)
def test_the_bytes_decide_what_header_and_meta_tag_dispute(
    true: str, meta: str | None, header: str | None, read_as: str
) -> None:
    headers = {"content-type": f"text/html; charset={header}"} if header else {}
    decoded = decode(page(meta).encode(true), headers)
    assert TEXT in decoded.text
    assert decoded.encoding == read_as


def test_big5_is_read_where_the_bytes_are_big5() -> None:
    text = "社區議事會上，居民代表提出，把閒置車棚改成活動室。街道與物業當天答復。"
    assert text in decode(page("big5").replace(TEXT, text).encode("big5"), {}).text


@pytest.mark.parametrize("twice", ["utf-8", "gb18030"])
def test_text_encoded_twice_is_read_back(twice: str) -> None:
    decoded = decode(page("utf-8").encode(twice).decode("latin-1").encode("utf-8"), {})
    assert TEXT in decoded.text
    assert f"double_encoded:{twice}" in decoded.transforms


def test_a_body_compressed_unannounced_is_inflated() -> None:
    decoded = decode(gzip.compress(page("utf-8").encode()), {})
    assert TEXT in decoded.text
    assert "inflated" in decoded.transforms


def test_a_page_cut_off_inside_a_character_is_still_utf_8() -> None:
    assert decode(page("utf-8").encode()[:-30], {}).encoding == "utf-8"


def test_a_lone_0x80_of_a_gbk_page_is_the_euro_sign() -> None:
    assert "票价€5" in decode("票价".encode("gbk") + b"\x80" + "5元社区治理街道居民".encode("gbk"), {}).text


def test_a_mislabelled_page_says_so() -> None:
    assert decode(page("gb2312").encode(), {}).transforms == ("mislabelled:gb18030",)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        (TEXT, ()),
        ("居民\ufffd\ufffd议事", ("damaged:replacement",)),
        ("锟斤拷锟斤拷", ("damaged:replacement",)),
        ("？粗\ue272h方的山", ("damaged:byte_shift",)),
        ("优の良品进社区", ()),
    ],
)
def test_damage_is_named_and_left(text: str, marks: tuple[str, ...]) -> None:
    assert damage(page("utf-8"), text) == marks


@pytest.mark.parametrize(
    ("whole", "marks"),
    [
        ("<html><body>完</body></html>", ()),
        ("<HTML><BODY>完</BODY>\n<script></script>" + " " * 5000, ()),
        ('<html lang="zh"><body><p>断', ("damaged:unended",)),
        ("<p>一段", ()),
    ],
)
def test_a_page_that_begins_and_never_ends_may_have_been_cut_off(whole: str, marks: tuple[str, ...]) -> None:
    assert damage(whole, TEXT) == marks


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (r"\ud83d\ude00", r"\ud83d\ude00"),
        (r"\\uD83D\\uDE00", r"\\uD83D\\uDE00"),
        (r"\ud83d甲", r"\ufffd甲"),
        (r"\ude00", r"\ufffd"),
        (r"\ude00\ud83d", r"\ufffd\ufffd"),
        (r"\u4e00", r"\u4e00"),
    ],
)
def test_an_escape_of_half_a_character_is_replaced(printed: str, read: str) -> None:
    assert decode(printed.encode(), {}).text == read

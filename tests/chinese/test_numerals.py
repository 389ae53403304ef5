"""Chinese numerals as numbers."""

import pytest

from govcrawl.chinese.numerals import number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("二〇二二", 2022),
        ("二○一九", 2019),
        ("二零二零", 2020),
        ("二Ｏ一八", 2018),
        ("二0二四", 2024),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十一", 31),
        ("廿三", 23),
        ("卅", 30),
        ("2024", 2024),
        ("２０２４", 2024),
        ("", None),
        ("二二十", None),
        ("百", None),
        ("x", None),
    ],
)
def test_a_numeral_is_read(text: str, value: int | None) -> None:
    assert number(text) == value

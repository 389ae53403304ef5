"""The fingerprint: equal for equal texts."""

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.dedup import fingerprint

TEXT = (
    "梧桐街道把议事厅搬到了楼栋口。居民说，以前开会要请假，现在下楼就能说上话。\n"
    "三年来，12个小区先后装上了电梯，38件难事有了着落，没有一件拖过一个季度。"
)
POLLUTED_B = "".join(
    character
    + {"区": "(qū)", "有": "(yǒu)", "议": "(yì)", "了": "(le)", "一": "(yī)", "来": "(lái)"}.get(character, "")
    for character in TEXT
)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("。", "."),
        TEXT.replace("，", ", ").replace("\n", "\n\n\u3000\u3000"),
        TEXT.replace("12", "１２"),
        TEXT.replace("议事厅", "议\u200b事\u00a0厅"),
        opencc.OpenCC("s2t").convert(TEXT),
        opencc.OpenCC("s2tw").convert(TEXT),
        opencc.OpenCC("s2hk").convert(TEXT),
        POLLUTED_B,
        opencc.OpenCC("s2t").convert(POLLUTED_B),
    ],
)
def test_printing_a_text_otherwise_leaves_its_fingerprint(other: str) -> None:
    assert fingerprint(other) == fingerprint(TEXT)


@pytest.mark.parametrize(
    ("printed", "instead"),
    [("12个", "13个"), ("梧桐", "银杏"), ("38件难事有了着落，", ""), ("没有一件", "只有一件")],
)
def test_another_text_has_another_fingerprint(printed: str, instead: str) -> None:
    assert fingerprint(TEXT.replace(printed, instead)) != fingerprint(TEXT)


@given(st.text())
def test_a_fingerprint_fits_a_signed_64_bit_integer(text: str) -> None:
    assert -(2**63) <= fingerprint(text) < 2**63

"""What strangers wrote, before it stands in a page of ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govcrawl.report.foreign import LONGEST, page_name, shown, web_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("社区  治理\n新闻", "社区 治理 新闻"),
        ("公告\u202egnp.exe", "公告\ufffdgnp.exe"),
        ("a\x00b\x1b[31m", "a\ufffdb\ufffd[31m"),
        ("一\u200b二\ufeff三\u2066", "一\ufffd二\ufffd三\ufffd"),
        ("a\U000e0041b", "a\ufffdb"),
        (None, ""),
        ("长" * (LONGEST + 1), "长" * LONGEST + "…"),
    ],
)
def test_a_text_is_shown_in_the_order_of_its_signs(text: str | None, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize("url", ["http://www.example.cn/a?b=<c>", "https://例子.中国/1.html"])
def test_an_address_of_the_web_is_linked(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "//evil.example/",
        "http://",
        "http://[::1",
        "vbscript:x",
        "",
        None,
    ],
)
def test_no_other_address_is(url: str | None) -> None:
    assert web_address(url) is None


@given(st.text())
def test_a_page_stays_in_its_directory_whatever_a_site_is_called(name: str) -> None:
    made = page_name("site", name)
    assert made.isascii()
    assert not {"/", "\\", "\0"} & set(made)
    assert made.startswith("site-")


def test_two_sites_have_two_pages() -> None:
    assert len({page_name("site", name) for name in ("a", "A", "a/b", "a b", "../a")}) == 5

import pytest

from govcrawl.chinese.dates import parse
from govcrawl.extract.url import url_claim


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("/zwgk/202403/t20240311_12345.html", "2024-03-11"),
        ("/kzl/202208/t20220802_24604267.shtml", "2022-08-02"),
        ("/art/2024/3/5/art_1229_5.html", "2024-03-05"),
        ("/art/2024/art_9f8e7d6c.html", "2024"),
        ("/html/2009-11/09/content_12.htm", "2009-11-09"),
        ("/n1/2019/0615/c1013-31153719.html", "2019-06-15"),
        ("/20240305/0123456789abcdef/c.html", "2024-03-05"),
        ("/2024-03-05/123456.html", "2024-03-05"),
        ("/2024/03/05/ARTI1709600000000000.shtml", "2024-03-05"),
        ("/202403050001/index.html", "2024-03-05"),
        ("/202403/0123456789abcdef0123456789abcdef.shtml", "2024-03"),
        ("/yaowen/liebiao/202403/content_6937000.htm", "2024-03"),
        ("/byt/jiceng/detail/20240305/1000200033134991709600000000000000_1.html", "2024-03-05"),
    ],
)
def test_the_date_that_an_address_carries(path: str, date: str) -> None:
    claim = url_claim(f"http://www.yunhu.example{path}")
    assert claim is not None
    assert (claim.value, claim.method) == (date, "url")
    assert str(parse(claim.value)) == date


@pytest.mark.parametrize(
    "path",
    [
        "/news/detail/23817.html",
        "/content/post_1234567.html",
        "/c166200/202413/x.html",
        "/info/1024/20245.htm",
        "/2024",
        "",
    ],
)
def test_other_numbers_are_no_date(path: str) -> None:
    assert url_claim(f"http://www.yunhu.example{path}") is None

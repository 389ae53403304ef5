"""Files served in a page's stead."""

import pytest

from govcrawl.errors import Rejected
from govcrawl.extract import extract_article
from govcrawl.items import Page
from govcrawl.site import Site


@pytest.mark.parametrize(
    "body",
    [
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"PK\x03\x04\x14\0\x06",
    ],
)
def test_a_file_that_is_no_page_is_refused_as_such(body: bytes) -> None:
    page = Page(url="http://www.changdi.example/files/1.html", body=body, headers={"content-type": "text/html"})
    with pytest.raises(Rejected) as refused:
        extract_article(page, Site(name="generic", title=""))
    assert (refused.value.field, refused.value.reason) == ("page", "not_html")


def test_text_that_speaks_of_a_file_is_a_page() -> None:
    text = (
        "<p>居民代表会议的决议以PDF格式附在文后，楼栋长把纸质版贴进了每个单元的公告栏，晚上八点前就都看得到。</p>" * 3
    )
    page = Page(url="http://www.changdi.example/a/2.html", body=f"<h1>决议怎么看</h1>{text}".encode())
    assert extract_article(page, Site(name="generic", title="")).paragraphs

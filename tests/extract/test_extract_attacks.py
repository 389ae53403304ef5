"""Pages built to choke a parser or to make it read what it must not."""

import pytest

from govcrawl.errors import Rejected
from govcrawl.extract import extract_article
from govcrawl.items import Page, RawArticle
from govcrawl.site import Site

LINE = "议事会把凉亭里的长椅换成了带靠背的，老人们说这回能坐得住了。"
END = "最后一句在这里。"


def read(body: str) -> RawArticle:
    page = Page(url="http://www.changdi.example/a/2.html", body=body.encode())
    return extract_article(page, Site(name="generic", title=""))


def nested(levels: int) -> str:
    """An article whose second half lies so many levels deep."""
    return (
        f"<h1>凉亭换了长椅</h1><div id=zoom>{f'<p>{LINE}</p>' * 4}"
        f"{'<div>' * levels}<p>{LINE}</p>{'</div>' * levels}<p>{END}</p></div>"
    )


@pytest.mark.parametrize("levels", [10, 300, 1900])
def test_text_that_lies_deep_is_read(levels: int) -> None:
    assert read(nested(levels)).paragraphs[-1] == END


@pytest.mark.parametrize("levels", [2100, 20_000])
def test_a_page_deeper_than_the_parser_goes_is_refused_and_no_half_article(levels: int) -> None:
    with pytest.raises(Rejected) as refused:
        read(nested(levels))
    assert refused.value.reason == "pathological"


@pytest.mark.parametrize("attributes", [25_000, 200_000])
def test_a_tag_of_many_attributes_is_refused_before_it_is_parsed(attributes: int) -> None:
    with pytest.raises(Rejected) as refused:
        read("<p " + "".join(f"a{n}=1 " for n in range(attributes)) + f">{LINE}</p>")
    assert refused.value.reason in ("pathological", "too_large")


@pytest.mark.parametrize(
    "entities",
    [
        "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10)),
        f'<!ENTITY e9 "{"x" * 100_000}">',
        '<!ENTITY e9 SYSTEM "file:///etc/passwd">',
    ],
)
def test_entities_are_not_expanded_and_no_file_is_read(entities: str) -> None:
    article = read(
        f"<!DOCTYPE html [<!ENTITY e0 'x'>{entities}]><h1>凉亭换了长椅</h1><p>&e9;{LINE}</p>{f'<p>{LINE}{END}</p>' * 3}"
    )
    text = "".join(article.paragraphs)
    assert LINE in text
    assert len(text) < 500
    assert "root:" not in text

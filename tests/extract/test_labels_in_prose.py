"""Words that are labels at one place and prose at another."""

import pytest

from govcrawl.extract.labels import scan


def told(text: str) -> list[tuple[str, str]]:
    return [(found.kind, found.value) for found in scan(text)]


@pytest.mark.parametrize(
    "text",
    [
        "来自九个省份的基层代表作了交流发言。",
        "来自街道的统计显示，投诉少了三成。",
        "摘自居民来信的这句话，被写在墙上。",
    ],
)
def test_a_sentence_that_begins_with_a_verb_of_origin_names_no_source(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["来自 石桥区民政局", "转自石桥发布", "来自：石桥发布"])
def test_a_verb_of_origin_before_a_name_does(text: str) -> None:
    assert [kind for kind, _ in told(text)] == ["source"]


def test_views_behind_a_source_that_is_the_site_itself_are_the_articles() -> None:
    assert ("views", "356") in told("日期：2024/3/9 来源：本站 点击：356")


def test_visits_of_the_site_are_not() -> None:
    assert told("本站访问量：98213") == []

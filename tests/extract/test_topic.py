"""Which list rows are about community governance."""

import pytest

from govcrawl.extract.topic import is_on_topic
from govcrawl.items import Link


@pytest.mark.parametrize(
    "title",
    [
        "松湖街道推行楼栋长负责制",
        "全省基层信访工作现场观摩活动举行",
        "義橋推進城市社區現代化建設",
        "外卖骑手当上“移动网格员”",
        "老旧管网改造听取居民意见",
        "省人民政府办公厅关于印发…",
        "",
        None,
    ],
)
def test_a_row_that_names_the_topic_or_says_too_little_is_kept(title: str | None) -> None:
    assert is_on_topic(Link(url="http://a.example/1", title=title))


@pytest.mark.parametrize(
    "title", ["关于春节假期婚姻登记工作安排的公告", "2024年度殡葬服务收费标准公示", "全国外汇储备规模数据公布"]
)
def test_a_row_on_something_else_is_not(title: str) -> None:
    assert not is_on_topic(Link(url="http://a.example/1", title=title))

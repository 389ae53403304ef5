import pytest

from govcrawl.extract.labels import scan
from govcrawl.extract.lines import CELL, GAP


def read(line: str, *, polluted: bool = False) -> list[tuple[str, str]]:
    return [(found.kind, found.value) for found in scan(line.replace("¦", GAP).replace("‖", CELL), polluted=polluted)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "发布时间:2024-03-10  来源:云湖区融媒体中心  发布开发区:云湖南部新城",
            "published 2024-03-10|source 云湖区融媒体中心|other 云湖南部新城",
        ),
        ("發布時間:2022-06-11 13:21:52 人氣:9239", "published 2022-06-11 13:21:52|views 9239"),
        ("更新時間:2022-05-23 19:55:00   內容來源:", "updated 2022-05-23 19:55:00|source "),
        ("创建于2023-08-07", "published 2023-08-07"),
        (
            "2022-07-04 17:05:00 来源:云湖新闻客户端 作者:陈立 黄小棠 编辑:谈一",
            "source 云湖新闻客户端|author 陈立 黄小棠|editor 谈一",
        ),
        (
            "时间:2015/1/20 15:21:17来源:国家安全宣传教育中心 次浏览",
            "published 2015/1/20 15:21:17|source 国家安全宣传教育中心",
        ),
        ("時間:2011/4/7 11:46:09來源:雲湖時報", "published 2011/4/7 11:46:09|source 雲湖時報"),
        ("发布日期:2014-12-3 14:53:36   作者:佚名   点击:", "published 2014-12-3 14:53:36|author 佚名|views "),
        ("發布日期: 2020/12/31 14:29:32 點擊量: 4767次", "published 2020/12/31 14:29:32|views 4767"),
        ("成文日期: 2017年05月15日 發布日期: 2017年06月08日", "written 2017年05月15日|published 2017年06月08日"),
        ("来源: 云湖自治区人民政府门户网站 2021-09-24 16:37 打印", "source 云湖自治区人民政府门户网站"),
        ("作者:新網 來源:新網 瀏覽:100 2018-05-03 10:51:04", "author 新網|source 新網|views 100"),
        ("2014-12-13 21:43:13 来源: 作者: 【 】 浏览:72次", "source |author |views 72"),
        ("来源: | 发布时间: 2018-05-17 | 浏览次数: 2168", "source |published 2018-05-17|views 2168"),
        ("时间:2011-06-15 13:22来源:未知点击:684次", "published 2011-06-15 13:22|source 未知|views 684"),
        ("发布日期：[2022-03-10]", "published 2022-03-10"),
        ("来源：“云湖发布”微信公众号", "source “云湖发布”微信公众号"),
        ("来源：人民网-《人民日报》", "source 人民网-《人民日报》"),
        ("来源：云湖网（北京）", "source 云湖网（北京）"),
        ("(来源：云湖网 记者：李某)", "source 云湖网|author 李某"),
        ("来源：http://www.yunhu.example/a", "source http://www.yunhu.example/a"),
        ("来源：China Daily 2020-01-02", "source China Daily"),
        ("来源丨云湖发布", "source 云湖发布"),
        ("来 源：云湖省民政厅　　发布时间： 2019-01-01", "source 云湖省民政厅|published 2019-01-01"),
        ("阅读 1425", "views 1425"),
        ("1425次浏览", "views 1425"),
        ("浏览次数：1.2万", "views 1.2万"),
        ("阅读：()", "views "),
        ("发布时间:3小时前", "published 3小时前"),
        ("时间:03-10", "published 03-10"),
        ("发布日期‖2019-03-06‖索引号‖0001", "published 2019-03-06|other 0001"),
    ],
)
def test_a_line_is_read_label_by_label(line: str, said: str) -> None:
    assert "|".join(f"{kind} {value}" for kind, value in read(line)) == said


@pytest.mark.parametrize(
    "line",
    [
        "凡本网注明“来源：云湖网”的作品，版权归本网所有",
        "活动时间为每周六上午",
        "群众反映问题的来源很多",
        "他在发布会上说",
    ],
)
def test_words_of_prose_are_no_labels(line: str) -> None:
    assert [found for found in read(line) if found[0] != "other"] == []


def test_a_value_ends_where_the_next_inline_element_begins() -> None:
    assert read("来源：云湖网¦张三") == [("source", "云湖网")]


def test_a_value_may_begin_in_the_next_inline_element() -> None:
    assert read("来源：¦云湖网¦ ¦打印") == [("source", "云湖网")]


def test_labels_are_read_through_pollution_and_values_keep_it() -> None:
    assert read("内(nèi)容來(lai)源(yuan):雲(yun)湖網 ", polluted=True) == [("source", "雲(yun)湖網")]

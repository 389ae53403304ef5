"""What each claim would be worth alone."""

from govcrawl.items import Claim, RawArticle
from govcrawl.normalize import Weighed, weigh
from govcrawl.site import Site


def test_every_claim_is_weighed_alone_in_the_order_of_trust() -> None:
    claims = {
        "title": (Claim("无标题文档", "title_tag", "title"), Claim("楼道里的议事厅", "heading", "h1")),
        "published": (Claim("正在加载", "label", "发布时间"), Claim("2024-03-05", "meta", "PubDate")),
        "written": (Claim("二〇二四年三月一日", "label", "成文日期"),),
        "source": (Claim("佚名", "label", "来源"), Claim("本站", "meta", "ContentSource")),
        "author": (Claim("admin", "label", "作者"), Claim("李明", "meta", "Author")),
        "views": (Claim("", "label", "浏览"), Claim("1.2万", "label", "阅读")),
        "column": (Claim(" 要闻 ", "meta", "ColumnName"),),
    }
    raw = RawArticle(url="http://a.example.cn/1", fetched_at=None, claims=claims, paragraphs=())
    weighed = weigh(raw, Site(name="demo", title="示例社区网", hosts=("a.example.cn",)))
    assert {field: [each.value for each in values] for field, values in weighed.items()} == {
        "title": [None, "楼道里的议事厅"],
        "published": [None, "2024-03-05 (day)"],
        "written": ["2024-03-01 (day)"],
        "source": [None, "示例社区网"],
        "author": [None, "李明"],
        "views": [None, "12000"],
        "column": ["要闻"],
    }
    assert weighed["views"][1] == Weighed(claims["views"][1], "12000")

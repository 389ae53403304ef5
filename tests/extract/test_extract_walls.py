import pytest

from govcrawl.errors import Blocked, Rejected
from govcrawl.extract.walls import check_walls
from govcrawl.items import Page

URL = "http://www.yunhu.example/"
ARTICLE = "<p>社区议事会上，居民代表提出，把闲置的车棚改成活动室，街道与物业当天答复。</p>" * 60


@pytest.mark.parametrize(
    ("status", "body", "wall"),
    [
        (
            412,
            "<meta content='qL1x.3{}9$aB2cD4eF6gH8iJ0kL2mN4oP6qR8sT0uV2wX4yZ6aB8cD0eF2'>",
            "ruishu",
        ),
        (202, "<script>$_ts=window['$_ts'];if(!$_ts)$_ts={};</script>", "ruishu"),
        (412, "", "ruishu"),
        (521, "<script>document.cookie='x';location.href=1</script>", "jsl"),
        (200, '<script>};go({"bts":["1"],"tn":"__jsl_clearance_s","vt":"3600"})</script>', "jsl"),
        (200, "<p>创宇盾提示您：当前访问疑似黑客攻击</p>", "chuangyu"),
        (200, "<script>var arg1='1';var acw_sc__v2=1</script>", "aliyun"),
        (405, "<meta name='aliyun_waf_aa' content='1'>", "aliyun"),
        (501, "<img src='https://waf-static.tencent.com/501page.html'>", "tencent"),
        (418, "<h1>YOUR REQUEST HAS BEEN DENIED!</h1>", "huawei"),
        (200, "<p>您的访问可能对网站造成威胁，已被云防护拦截</p>", "qianxin"),
        (403, "<img src='https://error.websaas.cn/img/403s.png'>", "xuanwu"),
        (403, "<p>安全检测能力由 某某 提供</p>", "leichi"),
        (200, "<title>D盾_拦截提示</title>", "dshield"),
        (200, "<script>document.cookie='C3VK=1'</script>", "c3vk"),
        (403, "<title>Just a moment...</title>", "cloudflare"),
        (200, "<h2>环境异常</h2><p>当前环境异常，完成验证后即可继续访问。</p>", "challenge"),
        (200, "<title>访问被拒绝</title>", "denied"),
        (403, "", "forbidden"),
        (429, "", "rate_limited"),
        (401, "", "login"),
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_wall_is_named(status: int, body: str, wall: str, charset: str) -> None:
    with pytest.raises(Blocked) as blocked:
        check_walls(Page(url=URL, status=status, body=body.encode(charset)))
    assert blocked.value.reason == wall


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "not_found"), (410, "not_found"), (500, "http_error"), (502, "http_error")]
)
def test_an_error_is_no_wall(status: int, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        check_walls(Page(url=URL, status=status, body=b""))
    assert (type(rejected.value), rejected.value.reason) == (Rejected, reason)


@pytest.mark.parametrize(
    "body",
    [
        ARTICLE,
        f"<noscript>请开启JavaScript</noscript>{ARTICLE}",
        f"<p>居民反映，小程序总是提示“请完成安全验证”。</p>{ARTICLE}",
        f"<script src='acw_sc__v2.js'></script>{ARTICLE * 10}",
    ],
)
def test_an_article_is_let_through_whatever_it_speaks_of(body: str) -> None:
    check_walls(Page(url=URL, body=body.encode()))

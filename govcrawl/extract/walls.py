"""Anti-bot walls that answer in a page's stead: told by status, headers and the first 4 KB, before anything is parsed.

They are detected, named and left alone, never solved.
"""

import re
from collections.abc import Mapping, Sequence

from govcrawl.errors import Blocked, Rejected
from govcrawl.items import Page

_HEAD = 4096  # bytes
_SMALL = 20_000  # bytes; a wall is a short page, while an article may carry a wall's script

_LITTLE = 1500  # characters of text; with more, a page is read even if it speaks of walls
# slug: what gives the wall away, in lower case and without spaces. Those of the second table are words that an article
# may hold too.
_WALLS = {
    "jsl": ("__jsl_clearance", '"tn":"__jsl'),
    "ruishu": ("$_ts=window[", "$_ts.cd="),
    "chuangyu": ("创宇盾", "knownseccloudwaf", "疑似黑客攻击", "ip最近有可疑的攻击行为"),
    "aliyun": (
        *("acw_sc__v2", "acw_sc__v3", "aliyun_waf_aa", "aliyunwaf_", "sd/punish/waf_block", "errors.aliyun.com"),
        "_____tmd_____",
    ),
    "tencent": ("waf-static.tencent.com", "tencentedgeone", "wafcaptcha"),
    "huawei": ("yourrequesthasbeendenied", "huaweicloudwaf"),
    "qianxin": ("已被云防护拦截", "已被网站防火墙拦截", "360wzb", "wzws-waf-cgi", "wzws-ray", "安域云防护"),
    "xuanwu": ("error.websaas.cn", "玄武盾"),
    "leichi": ("安全检测能力由", "长亭雷池", "/.safeline/"),
    "qiming": ("触发waf防护",),
    "dshield": ("d盾_拦截提示",),
    "safedog": ("请登录安全狗", "safedog.cn", "safedogsite"),
    "baota": ("bt.cn/new/btwaf", "宝塔网站防火墙", "btwaf"),
    "c3vk": ("c3vk=",),
    "cloudflare": ("cf-chl-", "cf-turnstile", "cf_chl_opt", "justamoment...", "attentionrequired!|cloudflare"),
}
_WORDS = {
    "challenge": (
        *(
            "正在检查您的浏览器",
            "请完成安全验证",
            "请输入验证码以继续",
            "请输入验证码后继续",
            "滑动滑块",
            "拖动滑块",
            "人机身份验证",
        ),
        *("访问验证", "安全验证</title>", "环境异常", "验证后即可继续访问", "请开启javascript", "请启用javascript"),
        "enablejavascriptandcookies",
    ),
    "denied": (
        *("<title>403forbidden", "<title>accessdenied", "<title>禁止访问", "<title>访问受限", "<title>拦截提示"),
        *("<title>网站防火墙", "访问被拒绝", "请求被拦截", "请求已被拦截"),
    ),
}
_OPAQUE = re.compile(r"<meta[^>]{1,80}content=[\"'][\w.{}\[\]$!*-]{60,}")  # 瑞数, with its statuses
_NOSCRIPT = re.compile(r"<noscript[\s\S]*?</noscript>", re.IGNORECASE)
_MARKUP = re.compile(r"<(script|style)[\s\S]*?</\1>|<[^>]*>|\s", re.IGNORECASE)
_STATUSES = {
    401: "login",
    403: "forbidden",
    407: "proxy",
    412: "ruishu",
    418: "huawei",
    429: "rate_limited",
    521: "jsl",
}


def check_walls(page: Page) -> None:
    """Nothing, where a page is let through; raises ``Blocked`` by the wall's name, ``Rejected`` for any other error."""
    said = _said(page)
    slug = _wall(said, page.status) if said else None
    slug = slug or _STATUSES.get(page.status)
    if slug:
        raise Blocked("page", page.url, slug, f"status {page.status}, {len(page.body)} bytes")
    if page.status in {404, 410}:
        raise Rejected("page", page.url, "not_found", f"status {page.status}")
    if page.status >= 400:
        raise Rejected("page", page.url, "http_error", f"status {page.status}")


def _wall(said: str, status: int) -> str | None:
    tight = "".join(said.lower().split())
    slug = _named(tight, _WALLS)
    if slug is None and status in {202, 412} and (_OPAQUE.search(said) or "$_ts" in said):
        slug = "ruishu"
    words = None if slug else _named(tight, _WORDS)
    return words if words and len(_MARKUP.sub("", said)) <= _LITTLE else slug


def _named(tight: str, table: Mapping[str, Sequence[str]]) -> str | None:
    return next((slug for slug, signs in table.items() for sign in signs if sign in tight), None)


def _said(page: Page) -> str:
    """What may give a wall away: the head of a short or failed page; nothing of a real page."""
    if len(page.body) > _SMALL and page.status < 400:
        return ""
    text = page.body[:_SMALL].decode("utf-8", "ignore")
    if len(text.encode()) < 0.95 * min(len(page.body), _SMALL):
        text = page.body[:_SMALL].decode("gb18030", "ignore")
    return _server(page.headers) + _NOSCRIPT.sub("", text)[:_HEAD]


def _server(headers: Mapping[str, str]) -> str:
    """What the firewall's own headers say, for some name themselves only there."""
    return "".join(f"{value}\n" for name, value in headers.items() if name.lower() in {"server", "x-powered-by-waf"})

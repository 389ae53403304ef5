"""Anti-bot walls that answer in a page's stead: told by status, headers and the first 4 KB, before anything is parsed.

They are detected, named and left alone, never solved.
"""

import re
from collections.abc import Mapping

from govcrawl.errors import Blocked, Rejected
from govcrawl.items import Page

_HEAD = 4096  # bytes
_SMALL = 20_000  # bytes; a wall is a short page, while an article may carry a wall's script

_CHALLENGE, _DENIED = (
    "challenge",
    "denied",
)  # told by words that an article may hold too: only of a page with little text
_LITTLE = 1500  # characters of text
# (slug, statuses it comes with or none for any, what its page or headers say). The first that fits wins.
_WALLS = (
    ("jsl", None, r"__jsl_clearance|\"tn\"\s*:\s*\"__jsl|__jsluid_[sh][\s\S]{0,300}location\.(?:href|reload)"),
    ("ruishu", (202, 412), r"\$_ts\b|<meta[^>]{1,80}content=[\"'][\w.{}\[\]$!*-]{60,}"),
    ("ruishu", None, r"\$_ts\s*=\s*window\[|\$_ts\.cd\s*="),
    ("chuangyu", None, r"创宇盾|Knownsec CloudWAF|疑似黑客攻击|IP最近有可疑的攻击行为"),
    ("aliyun", None, r"acw_sc__v[23]|aliyun_waf_aa|aliyunwaf_|sd/punish/waf_block|errors\.aliyun\.com|_____tmd_____"),
    ("tencent", None, r"waf-static\.tencent\.com|EdgeOne[\s\S]{0,200}(?:challenge|verif)|TencentEdgeOne|WafCaptcha"),
    ("huawei", None, r"YOUR REQUEST HAS BEEN DENIED|event_id[:：][\s\S]{0,80}(?:waf|denied)|HuaweiCloudWAF"),
    ("qianxin", None, r"已被云防护拦截|已被网站防火墙拦截|360wzb|wzws-waf-cgi|WZWS-RAY|安域云防护"),
    ("xuanwu", None, r"error\.websaas\.cn|玄武盾"),
    ("leichi", None, r"安全检测能力由|长亭雷池|safeline[\s\S]{0,200}(?:challenge|blocked)"),
    ("qiming", None, r"触发WAF防护"),
    ("dshield", None, r"D盾_拦截提示"),
    ("safedog", None, r"请登录安全狗|safedog\.cn|safedogsite"),
    ("baota", None, r"bt\.cn/new/btwaf|宝塔网站防火墙|btwaf"),
    ("c3vk", None, r"C3VK\s*="),
    ("cloudflare", None, r"cf-chl-|cf-turnstile|cf_chl_opt|Just a moment\.\.\.|Attention Required! \| Cloudflare"),
    (
        _CHALLENGE,
        None,
        (
            r"正在检查您的浏览器|请完成安全验证|请输入验证码(?:以继续|后继续|继续)|滑动滑块|拖动滑块|人机身份验证|访问验证"
            r"|安全验证</title>|环境异常|验证后即可继续访问|请[开启]{1,2}用?\s*JavaScript|enable JavaScript and cookies"
        ),
    ),
    (
        _DENIED,
        None,
        (
            r"<title>\s*(?:403 Forbidden|Access Denied|访问被拒绝|禁止访问|访问受限|拦截提示|网站防火墙|请求被拦截)"
            r"|访问被拒绝|请求已被拦截"
        ),
    ),
)
_PATTERNS = [(slug, statuses, re.compile(pattern, re.IGNORECASE)) for slug, statuses, pattern in _WALLS]
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
    for slug, statuses, pattern in _PATTERNS:
        if statuses is not None and page.status not in statuses:
            continue
        if pattern.search(said) and not (slug in {_CHALLENGE, _DENIED} and _long(said)):
            raise Blocked("page", page.url, slug, f"status {page.status}, {len(page.body)} bytes")
    if page.status in _STATUSES:
        raise Blocked("page", page.url, _STATUSES[page.status], f"status {page.status}")
    if page.status in {404, 410}:
        raise Rejected("page", page.url, "not_found", f"status {page.status}")
    if page.status >= 400:
        raise Rejected("page", page.url, "http_error", f"status {page.status}")


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


def _long(said: str) -> bool:
    return len(_MARKUP.sub("", said)) > _LITTLE

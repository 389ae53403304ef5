"""Hanweb jcms / jpage (大汉): /col/colN/index.html. Rows are XML records within the page, more come from dataproxy.jsp.

One call of the proxy answers three pages. Its XML is not well-formed, so only its CDATA is looked at. Where the id of
a column is encrypted nothing but the page itself can be had. Articles fence their parts with comments.
"""

import math
import re
from collections.abc import Iterator

from govcrawl.items import Claim, Link, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import join, parameter, with_parameter
from govcrawl.site import ArticleRules, Embedded, ListView, Platform

_RECORD = re.compile(r"<record>\s{0,100}<!\[CDATA\[")
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,9})|totalRecord['\"]?\s*[:=]\s*['\"]?(\d{1,9})", re.IGNORECASE)
_PROXY = re.compile(r"""['"]([^'"]*/(?:[\w-]+/)*(?:more\w*)?dataproxy\.jsp)""")
_PER_PAGE = re.compile(r"per_?page['\"]?\s*[:=]\s*['\"]?(\d{1,4})", re.IGNORECASE)
_ASKED = ("col", "appid", "webid", "path", "columnid", "sourceContentType", "unitid", "webname", "permissiontype")
_USUAL = {"col": "1", "appid": "1", "path": "/", "sourceContentType": "1", "permissiontype": "0"}
_GROUP = 3  # pages in one answer of the proxy
_FENCED = {"title": "标题", "source": "信息来源", "published": "发布时间"}


def unwrap(text: str) -> str | None:
    """The rows of the XML records in a page or an answer; ``None`` where there are no records."""
    records = list(_records(text))
    return f"<div>{''.join(records)}</div>" if records else None


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The request to the proxy for the records after these; ``None`` after the last, or where it cannot be asked."""
    asked, here = view.request, list(_records(view.text))
    total = _TOTAL.search(view.text)
    start = (answers.whole(parameter(asked.url, "startrecord")) or 1) + len(here)
    if not here or not links or (total and start > int(total[1] or total[2])):
        return None
    if asked.method == "POST":
        size = answers.whole(parameter(asked.url, "perpage")) or math.ceil(len(here) / _GROUP)
        return _call(asked.url, start, size=size, form=asked.form, number=asked.number + 1)
    named, form = _PROXY.search(view.text), _form(view.text, asked.url)
    proxy = join(view.page.url, named[1]) if named else None
    if proxy is None or form is None:
        return None
    stated = _PER_PAGE.search(view.text)
    size = int(stated[1]) if stated and int(stated[1]) else math.ceil(len(here) / _GROUP)
    return _call(proxy, start, size=size, form=form, number=asked.number + 1)


def read_article(text: str, url: str) -> Embedded | None:
    """What an article page fences with ``<!--<$[标题]>begin-->…end-->`` comments; ``None`` without a fenced body."""
    body = _fenced(text, "信息内容")
    if not body:
        return None
    printed = ((field, label, _plain(_fenced(text, label))) for field, label in _FENCED.items())
    claims = tuple((field, Claim(value, "rules", f"<$[{label}]>")) for field, label, value in printed if value)
    return Embedded(claims=claims, html=body)


def _records(text: str) -> Iterator[str]:
    start = _RECORD.search(text)
    while start and (end := text.find("]]>", start.end())) >= 0:
        yield text[start.end() : end]
        start = _RECORD.search(text, end)


def _call(url: str, start: int, *, size: int, form: tuple[tuple[str, str], ...], number: int) -> ListRequest:
    for name, value in (("startrecord", start), ("endrecord", start + _GROUP * size - 1), ("perpage", size)):
        url = with_parameter(url, name, value)
    return ListRequest(url=url, method="POST", form=form, number=number)


def _form(text: str, url: str) -> tuple[tuple[str, str], ...] | None:
    """The proxy's form as the page's script fills it, ``None`` where an id is missing or encrypted."""
    column = re.search(r"/col/col(\d+)/", url)
    stated = dict(_USUAL) | ({"columnid": column[1]} if column else {})
    for name in _ASKED:
        found = re.search(rf"\b{name}['\"]?\s*[:=]\s*['\"]?([^'\"&,;\s}}<>]+)", text)
        if found:
            stated[name] = found[1]
    if not all(stated.get(name, "").isdecimal() for name in ("webid", "columnid", "unitid")):
        return None
    return tuple((name, stated[name]) for name in _ASKED if name in stated)


def _fenced(text: str, label: str) -> str:
    found = re.search(rf"<!--<\$\[{label}\]>begin-->(.*?)<!--<\$\[{label}\]>end-->", text, re.DOTALL)
    return found[1].strip() if found else ""


def _plain(markup: str) -> str:
    return re.sub(r"<[^>]+>|&nbsp;", " ", markup).strip()


HANWEB = Platform(
    name="hanweb",
    markers=(
        r"dataproxy\.jsp",
        r"<datastore>",
        r'<script type="text/xml">[\s\S]{0,400}?<record><!\[CDATA\[',
        r"/module/(?:web/)?jpage/",
        r"/col/col\d+/",
        r"/art/\d{4}/",
    ),
    article=ArticleRules(
        text=("#zoom", ".main-txt", ".bt-content", ".artile_zw", ".article_cont", "td#artTitMob", "div#c"),
        drop=(".bt-article-y table",),
    ),
    unwrap=unwrap,
    next_page=next_page,
    read_article=read_article,
)

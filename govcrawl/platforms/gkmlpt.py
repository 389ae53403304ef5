"""政府信息公开目录管理平台 (gkmlpt) and NFCMS, all of 广东. The list is an API; an article carries itself as JSON.

A column is ``/gkmlpt/index`` (everything) or ``/gkmlpt/index#<category>``: that page only names the site's id, the list
stands behind ``/gkmlpt/api/all/<category>?page=N&sid=…`` with 100 rows a page. Its page 0 is its page 1, so the walk
begins with 1. Times are epochs. NFCMS lists in HTML are ``index.html``, ``index_2.html``. On many hosts https fails.
"""

import json
import re
from typing import Any
from urllib.parse import urldefrag, urljoin

from govcrawl.items import Claim, Link, ListPage, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import counted_on
from govcrawl.site import ArticleRules, Embedded, ListView, Platform

_SID = re.compile(r"\bSID\s*:\s*['\"](\w+)")
_DETAIL = re.compile(r"\bDETAIL['\"]?\s*:\s*(?=\{)")
_PAGE_SIZE = 100
_EVERYTHING = "0"


def read_list(view: ListView) -> ListPage:
    """The rows of an API answer, none where the answer is a page."""
    if not answers.is_data(view.text):
        return ListPage(links=())
    links = answers.links(
        answers.rows_at(answers.read_data(view), "articles"),
        base=view.page.url,
        url=("url", "post_url"),
        title=("title",),
        published=("display_publish_time", "created_at"),
    )
    return ListPage(links=links, articles=_total(view))


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The API's next page, or from a page that only names the site's id the API itself; ``None`` after the last."""
    asked = view.request
    if answers.is_data(view.text):
        total = _total(view)
        ended = not links or (total is not None and asked.number * _PAGE_SIZE >= total)
        return None if ended else counted_on(asked, "page")
    sid = _SID.search(view.text)
    if links or sid is None:
        return None
    category = urldefrag(asked.url).fragment or _EVERYTHING
    api = urljoin(view.page.url, f"/gkmlpt/api/all/{category}?page=1&sid={sid[1]}")
    return ListRequest(url=api, number=asked.number)


def read_article(text: str, _url: str) -> Embedded | None:
    """The article in ``window._CONFIG.DETAIL``; ``None`` where a page has none."""
    start = _DETAIL.search(text) if "DETAIL" in text else None  # a search for the word alone takes no time
    if start is None:
        return None
    try:
        detail, _ = json.JSONDecoder(strict=False).raw_decode(text, start.end())
    except (ValueError, RecursionError):
        return None
    return Embedded(claims=_claims(detail), html=answers.first(detail, ("content",)))


def _claims(detail: dict[str, Any]) -> tuple[tuple[str, Claim], ...]:
    stated = (
        ("title", "title"),
        ("published", "display_publish_time"),
        ("published", "created_at"),
        ("written", "date"),
        ("source", "source"),
        ("source", "publisher"),
    )
    return tuple(
        (field, Claim(value, "json", f"_CONFIG.DETAIL.{key}"))
        for field, key in stated
        if (value := answers.printed(detail.get(key))) is not None
    )


def _total(view: ListView) -> int | None:
    data = answers.read_data(view)
    total = answers.whole(answers.at(data, "total"))
    return answers.whole(answers.at(data, "classify", "post_count")) if total is None else total


GKMLPT = Platform(
    name="gkmlpt",
    markers=(
        r"window\._CONFIG\s*=",
        r"(?:^|[^\pL\pN_])SID:\s*['\"]\w+",
        r"/gkmlpt/",
        r"NFCMS_SITE_ID",
        r"NFCMS_POST_ID",
        r"/content/(?:m?post)_\d+\.html",
    ),
    article=ArticleRules(text=(".article-content", "#zoomcon", ".tyxxy_main", ".news_cont_d_wrap", "div.zw")),
    read_list=read_list,
    next_page=next_page,
    read_article=read_article,
)

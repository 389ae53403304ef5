"""jpaas (大汉, newer): the first page is markup, the others come from an API as JSON with markup in it.

The element of the pager carries the API's parameters as single-quoted pseudo-JSON. Asked from abroad the API answers
page 1 whatever page is asked for; the walk ends by itself there, as such a page brings no new link.
"""

import html
import json
import math
import re
from urllib.parse import urlencode

from govcrawl.items import Link, ListRequest
from govcrawl.platforms import answers, hanweb
from govcrawl.platforms.queries import join, parameter, with_parameter
from govcrawl.site import ArticleRules, ListView, Platform

_UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_QUERY = re.compile(r'queryData\s*=\s*"(\{[^"]*\})"', re.IGNORECASE)
_PAIR = re.compile(r"['\"](\w+)['\"]\s*:\s*['\"]([^'\"]*)['\"]")
_URL = re.compile(rf'["\']([^"\']*{re.escape(_UNIT)})["\']')
_ROWS = re.compile(r'\brows\s*=\s*"(\d+)"')
_COUNT = re.compile(r'\bcount\s*=\s*"(\d+)"')
_USUAL_ROWS = 15


def unwrap(text: str) -> str | None:
    """The markup within an answer of the API; of a page the rows of its XML records, where it still has such."""
    if not answers.is_data(text):
        return hanweb.unwrap(text)
    try:
        markup = answers.at(json.loads(text, strict=False), "data", "html")
    except (ValueError, RecursionError):
        return None
    return markup if isinstance(markup, str) else ""


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The request to the API for the following page; ``None`` on the last, or where the page names no API."""
    asked, here = view.request, (unwrap(view.text) or "") if answers.is_data(view.text) else view.text
    size = answers.whole(_first(_ROWS, here) or _asked_rows(asked)) or _USUAL_ROWS
    count = answers.whole(_first(_COUNT, here))
    if count is not None and asked.number >= math.ceil(count / size):
        return None
    following = json.dumps({"pageNo": asked.number + 1, "pageSize": size}, separators=(",", ":"))
    if parameter(asked.url, "paramJson") is not None:
        return ListRequest(url=with_parameter(asked.url, "paramJson", following), number=asked.number + 1)
    query = _QUERY.search(here)
    unit = join(view.page.url, _first(_URL, here) or _UNIT)
    if query is None or unit is None:
        return hanweb.next_page(view, links)
    asks = urlencode([*_PAIR.findall(html.unescape(query[1])), ("paramJson", following)])
    return ListRequest(url=f"{unit}?{asks}", number=asked.number + 1)


def _asked_rows(request: ListRequest) -> str | None:
    return _first(re.compile(r'"pageSize":(\d+)'), parameter(request.url, "paramJson") or "")


def _first(pattern: re.Pattern[str], text: str) -> str | None:
    found = pattern.search(text)
    return found[1] if found else None


JPAAS = Platform(
    name="jpaas",
    markers=(r"jpaas-publish-server", r"queryData=\"\{'webId'", r"parseType':'bulidstatic'"),
    article=ArticleRules(text=(".wzzw-article", *hanweb.HANWEB.article.text)),
    unwrap=unwrap,
    next_page=next_page,
    read_article=hanweb.read_article,
)

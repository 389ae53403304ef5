"""lonsun (龙讯, 安徽): a list is a fragment of HTML behind ``/site/label/8888?IsAjax=1&dataType=html&…&pageIndex=N``.

A column page names that address in a script and may print its first page itself.
"""

import html
import re
from dataclasses import replace

from govcrawl.items import Link, ListRequest
from govcrawl.platforms.queries import counted_on, join, parameter, with_parameter
from govcrawl.site import ArticleRules, ListRules, ListView, Platform

_LABEL = re.compile(r"""['"]([^'"]*/site/label/\d+\?[^'"]*IsAjax=1[^'"]*)['"]""")
_PAGES = re.compile(r"\bpageCount['\"]?\s*[:=]\s*['\"]?(\d{1,9})")


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The fragment of the following page; from a column page without rows the fragment of this one."""
    asked, pages = view.request, _PAGES.search(view.text)
    if pages and asked.number >= int(pages[1]):
        return None
    if parameter(asked.url, "pageIndex") is not None:
        return counted_on(asked, "pageIndex") if links else None
    label = _LABEL.search(view.text)
    fragment = join(view.page.url, html.unescape(label[1])) if label else None
    if fragment is None:
        return None
    number = asked.number + bool(links)
    return replace(asked, url=with_parameter(fragment, "pageIndex", number), number=number)


LONSUN = Platform(
    name="lonsun",
    markers=(r"/site/label/\d+\?IsAjax=1(?:&|&amp;)dataType=html",),
    article=ArticleRules(text=("div.wzcon", ".j-fontContent")),
    list=ListRules(rows=(".xxgk_navli", ".doc_list li"), published=("span.date",)),
    next_page=next_page,
)

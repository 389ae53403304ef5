"""VSB 网站群 (博达): universities, courts, counties. Pages count down: ``x.htm`` is the newest, ``x/1.htm`` the oldest.

The number of a page shifts when the list grows, so a walk is always begun at its head. The pager prints the address of
the next page; where a script prints it, the numbers in the page say how far the count goes down from here.
"""

import re
from urllib.parse import urljoin, urlsplit

from govcrawl.items import Link, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import counted_on, parameter
from govcrawl.site import ArticleRules, ListRules, ListView, Platform

_NUMBERED = re.compile(r"/(\d{1,6})\.html?$")
_NAMED = re.compile(r"/([^/]+?)\.html?$")


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The page one number lower, or one ``PAGENUM`` higher of a dynamic list; ``None`` at the end."""
    asked, url = view.request, view.page.url
    total = parameter(url, "totalpage")
    if total is not None and links:
        page = parameter(url, "PAGENUM") or "1"
        last = (answers.whole(page) or 1) >= (answers.whole(total) or 0)
        return None if last else counted_on(asked, "PAGENUM")
    path = urlsplit(url).path
    if asked.number > 1 and (here := _NUMBERED.search(path)):
        lower = int(here[1]) - 1
        return ListRequest(url=urljoin(url, f"{lower}.htm"), number=asked.number + 1) if lower else None
    named = _NAMED.search(path)
    if named is None:
        return None
    numbers = re.findall(rf"""["'](?:[^"']*/)?{re.escape(named[1])}/(\d{{1,6}})\.html?["']""", view.text)
    following = f"{named[1]}/{max(map(int, numbers), default=0)}.htm"
    return ListRequest(url=urljoin(url, following), number=asked.number + 1) if numbers else None


VSB = Platform(
    name="vsb",
    markers=(
        r"_newscontent_fromname",
        r"v_news_content",
        r"vsb_content",
        r"/system/resource/js/",
        r"_showDynClicks",
        r"/info/\d+/\d+\.htm",
        r"p_next p_fun",
        r"(?:^|[^\pL\pN_])wbtreeid=\d",
    ),
    article=ArticleRules(
        title=("form[name=_newscontent_fromname] h1", "form[name=_newscontent_fromname] h2"),
        text=(".v_news_content", "#vsb_content", "[id^=vsb_content]"),
        drop=("#content_container:empty",),
    ),
    list=ListRules(rows=("li[id^=line_u]", "tr[id^=line_u]"), next=("span.p_next.p_fun a", "a.p_next")),
    next_page=next_page,
)

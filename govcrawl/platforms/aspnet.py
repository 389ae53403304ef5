"""ASP.NET WebForms: the next page is the same page, posted back with the state that this page printed.

``__doPostBack('AspNetPager1','3')`` or, of a GridView, ``('GridView1','Page$3')``. A page's state is good for that page
only, so pages can only be had one after the other.
"""

import re

from lxml.html import HtmlElement

from govcrawl.items import Link, ListRequest
from govcrawl.platforms.queries import join
from govcrawl.site import ListView, Platform

_POST_BACK = re.compile(r"__doPostBack\(\s*['\"]([^'\"]*)['\"]\s*,\s*['\"]([^'\"]*)['\"]")
_NEXT = re.compile(r"[\[<>\s]*(?:下一?[页頁]|后一?页|next)[\]<>\s]*|>", re.IGNORECASE)


def next_page(view: ListView, _links: tuple[Link, ...]) -> ListRequest | None:
    """The post-back behind 下一页 or behind the number after this page's; ``None`` where neither can be clicked."""
    if view.tree is None:
        return None
    following = view.request.number + 1
    clicked = [(link, call) for link in view.tree.iter("a") if (call := _POST_BACK.search(link.get("href", "")))]
    by_name = (pair for pair in clicked if _NEXT.fullmatch(pair[0].text_content().strip()))
    by_number = (pair for pair in clicked if pair[1][2] in (str(following), f"Page${following}"))
    link, call = next(by_name, None) or next(by_number, (None, None))
    if link is None or call is None:
        return None
    form = next(link.iterancestors("form"), None)
    if form is None:
        form = next(view.tree.iter("form"), None)
    state = _state(form) if form is not None else {}
    state |= {"__EVENTTARGET": call[1], "__EVENTARGUMENT": call[2]}
    action = join(view.page.url, form.get("action", "") if form is not None else "")
    return ListRequest(url=action or view.page.url, method="POST", form=tuple(state.items()), number=following)


def _state(form: HtmlElement) -> dict[str, str]:
    hidden = (field for field in form.iter("input") if field.get("type", "").lower() == "hidden")
    return {field.get("name", ""): field.get("value", "") for field in hidden if field.get("name")}


ASPNET = Platform(
    name="aspnet",
    markers=(r"__doPostBack\(", r"AspNetPager"),
    next_page=next_page,
)

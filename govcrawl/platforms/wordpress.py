"""WordPress: ``/page/N/`` or, as a column's URL, ``/wp-json/wp/v2/posts?per_page=20&page=1``, with the texts in it."""

import html
from collections.abc import Mapping
from typing import Any

from govcrawl.items import Link, ListPage, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import counted_on, parameter
from govcrawl.site import ArticleRules, ListRules, ListView, Platform

_DEFAULT_SIZE = 10


def read_list(view: ListView) -> ListPage:
    """The posts of an API answer, none where the answer is a page."""
    if not answers.is_data(view.text):
        return ListPage(links=())
    posts = answers.rows_at({"posts": answers.read_data(view)}, "posts")
    links = tuple(_link(post) for post in posts if answers.first(post, ("link",)))
    totals = (answers.whole(view.page.headers.get(name)) for name in ("x-wp-totalpages", "x-wp-total"))
    pages, articles = totals
    return ListPage(links=links, pages=pages, articles=articles)


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The API's next page; ``None`` on the last, and for pages of markup, which print their pager."""
    if not answers.is_data(view.text):
        return None
    asked, pages = view.request, answers.whole(view.page.headers.get("x-wp-totalpages"))
    size = answers.whole(parameter(asked.url, "per_page")) or _DEFAULT_SIZE
    ended = asked.number >= pages if pages is not None else len(links) < size
    return None if ended else counted_on(asked, "page")


def _link(post: Mapping[str, Any]) -> Link:
    title = answers.printed(answers.at(post, "title", "rendered"))
    return Link(
        url=str(post["link"]),
        title=html.unescape(title) if title else None,
        published=answers.first(post, ("date",)),
        body=answers.printed(answers.at(post, "content", "rendered")),
    )


WORDPRESS = Platform(
    name="wordpress",
    markers=(r"wp-content/", r"/wp-json/"),
    article=ArticleRules(
        title=(".entry-title", ".post-title"),
        published=("time.entry-date", ".entry-date"),
        text=(".entry-content", ".post-content"),
    ),
    list=ListRules(
        rows=("article.post", ".hentry", ".post"),
        link=".entry-title a[href], .post-title a[href], h2 a[href], a[href]",
        published=("time.entry-date", ".entry-date", "time"),
        next=("a.next.page-numbers", ".nav-previous a", ".pagination-next a"),
    ),
    read_list=read_list,
    next_page=next_page,
)

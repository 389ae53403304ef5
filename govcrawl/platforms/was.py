"""TRS WAS and the search services that provinces put before it: JSON, page by page.

福建: ``POST /fjdzapp/search`` with ``channelid``, ``classsql``, ``page``, ``prepage``. WAS itself: ``GET
/was5/web/search?channelid=…&page=N``. 湖北 keeps whole columns in one static JSON. A column's URL is that of the
service with its parameters; those of a POST service become the form.
"""

from urllib.parse import parse_qsl, urlsplit

from govcrawl.items import Link, ListPage, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import counted_on, parameter
from govcrawl.platforms.trs import TRS
from govcrawl.site import ListView, Platform

_POSTED = ("/fjdzapp/search",)
_COUNTS = (("page", "count"), ("page", "total"), ("total",), ("count",), ("recordCount",))


def first(column: str) -> ListRequest:
    """The request for a column's first page; the query becomes the form of a service that is asked by POST."""
    parts = urlsplit(column)
    if parts.path not in _POSTED:
        return ListRequest(url=column)
    form = tuple(parse_qsl(parts.query, keep_blank_values=True))
    return ListRequest(url=column.partition("?")[0], method="POST", form=form)


def read_list(view: ListView) -> ListPage:
    """The rows of a JSON answer, none where the answer is a page."""
    if not answers.is_data(view.text):
        return ListPage(links=())
    data = answers.read_data(view)
    rows = answers.rows_at(data, "data") or answers.rows_at(data, "docs") or answers.rows_at({"rows": data}, "rows")
    links = answers.links(
        rows,
        base=view.page.url,
        url=("docpuburl", "chnldocurl", "URL", "url"),
        title=("doctitle", "FILENAME", "DOCTITLE", "title"),
        published=("docreltime", "DOCRELTIME", "pubdate", "date"),
    )
    return ListPage(links=links, articles=_total(view))


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The same question with the next page number; ``None`` once all rows are told, or where pages are not numbered."""
    asked = view.request
    size = answers.whole(dict(asked.form).get("prepage") or parameter(asked.url, "prepage")) or len(links)
    total = _total(view) if answers.is_data(view.text) else None
    numbered = "page" in dict(asked.form) or parameter(asked.url, "page") is not None
    if not links or not numbered or (total is not None and asked.number * size >= total):
        return None
    return counted_on(asked, "page")


def _total(view: ListView) -> int | None:
    data = answers.read_data(view)
    return next((total for path in _COUNTS if (total := answers.whole(answers.at(data, *path))) is not None), None)


WAS = Platform(
    name="was",
    markers=(r"/was5/web/search", r"/fjdzapp/search"),
    article=TRS.article,
    first=first,
    read_list=read_list,
    next_page=next_page,
)

"""UCAP (开普): static pages, or JSON by ``/common/search/<channel>?page=N&_pageSize=15``; 苏州 has its own.

A column's URL is that of its list page or of the service. The service may carry the text of the articles itself.
"""

from govcrawl.items import Link, ListPage, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import counted_on, parameter
from govcrawl.site import ArticleRules, ListView, Platform

_PAGE = ("currpage", "page", "pageNo")
_SIZE = ("_pageSize", "pagesize", "pageSize")
_TOTALS = (("data", "total"), ("total",), ("totalcount",), ("totalCount",), ("count",))
_DEFAULT_SIZE = 15


def read_list(view: ListView) -> ListPage:
    """The rows of a JSON answer, none where the answer is a page."""
    if not answers.is_data(view.text):
        return ListPage(links=())
    data = answers.read_data(view)
    links = answers.links(
        answers.rows_at(data, "data", "results")
        or answers.rows_at(data, "infolist")
        or answers.rows_at(data, "results"),
        base=view.page.url,
        url=("url", "link"),
        title=("title",),
        published=("publishedTimeStr", "pubtime", "publishedTime"),
        body=("contentHtml",),
    )
    return ListPage(links=links, articles=_total(view))


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The same question with the next page number; ``None`` once all rows are told."""
    asked = view.request
    name = next((name for name in _PAGE if parameter(asked.url, name) is not None), None)
    if name is None or not links or not answers.is_data(view.text):
        return None
    stated = next((parameter(asked.url, key) for key in _SIZE if parameter(asked.url, key)), None)
    size, total = answers.whole(stated) or _DEFAULT_SIZE, _total(view)
    return None if total is not None and asked.number * size >= total else counted_on(asked, name)


def _total(view: ListView) -> int | None:
    data = answers.read_data(view)
    return next((total for path in _TOTALS if (total := answers.whole(answers.at(data, *path))) is not None), None)


UCAP = Platform(
    name="ucap",
    markers=(
        r"UCAPCONTENT",
        r"UCAP-CONTENT",
        r"UCAPTITLE",
        r"(?i:<ucapcontent)",
        r"/common/search/[0-9a-f]{32}",
        r"<publishtime>",
    ),
    article=ArticleRules(
        title=("ucaptitle",),
        published=("publishtime",),
        text=("ucapcontent", "#UCAP-CONTENT", "#UCAPCONTENT"),
    ),
    read_list=read_list,
    next_page=next_page,
)

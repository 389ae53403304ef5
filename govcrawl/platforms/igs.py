"""TRS IGS (政务搜索, 桂 津): ``/igs/front/search/list.html?index=…&type=…&pageNumber=N&pageSize=10``, JSON."""

from govcrawl.items import Link, ListPage, ListRequest
from govcrawl.platforms import answers
from govcrawl.platforms.queries import counted_on
from govcrawl.platforms.trs import TRS
from govcrawl.site import ListView, Platform


def read_list(view: ListView) -> ListPage:
    """The rows of a JSON answer, none where the answer is a page."""
    if not answers.is_data(view.text):
        return ListPage(links=())
    data = answers.read_data(view)
    links = answers.links(
        answers.rows_at(data, "page", "content"),
        base=view.page.url,
        url=("DOCPUBURL", "docpuburl", "url", "URL"),
        title=("DOCTITLE", "doctitle", "title", "TITLE"),
        published=("PUBDATE", "DOCRELTIME", "docreltime", "pubDate", "trs_time"),
    )
    pages = answers.whole(answers.at(data, "page", "totalPages"))
    return ListPage(links=links, pages=pages, articles=answers.whole(answers.at(data, "page", "totalElements")))


def next_page(view: ListView, links: tuple[Link, ...]) -> ListRequest | None:
    """The same question with the next page number; ``None`` on the last page."""
    pages = answers.whole(answers.at(answers.read_data(view), "page", "totalPages")) if links else 0
    if pages is not None and view.request.number >= pages:
        return None
    return counted_on(view.request, "pageNumber")


IGS = Platform(
    name="igs",
    markers=(r"/igs/front/search/list\.html",),
    article=TRS.article,
    read_list=read_list,
    next_page=next_page,
)

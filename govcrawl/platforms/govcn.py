"""中国政府网 (gov.cn): a column is one JSON file of all its articles, an article a page with ``#UCAP-CONTENT``."""

from govcrawl.items import ListPage
from govcrawl.platforms import answers
from govcrawl.site import ArticleRules, ListView, Platform


def read_list(view: ListView) -> ListPage:
    """All articles of a column, newest first as the file has them; none where the answer is a page."""
    if not answers.is_data(view.text):
        return ListPage(links=())
    links = answers.links(
        answers.rows_at({"rows": answers.read_data(view)}, "rows"),
        base=view.page.url,
        url=("URL",),
        title=("TITLE",),
        published=("DOCRELPUBTIME",),
    )
    return ListPage(links=links, pages=1, articles=len(links))


GOVCN = Platform(
    name="govcn",
    markers=(r"//www\.gov\.cn/(?:yaowen|zhengce|lianbo)/",),
    article=ArticleRules(
        title=("#ti", ".pages-title", "h1"),
        published=(".pages-date",),
        text=("#UCAP-CONTENT",),
        drop=(".editor", ".pages-print"),
    ),
    read_list=read_list,
)

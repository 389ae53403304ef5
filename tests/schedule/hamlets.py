"""Two toy sites whose periods are short."""

from govcrawl.site import ArticleRules, Column, ListRules, Site
from govcrawl.spiders.base import SiteSpider

EAST, WEST = "http://east.example", "http://west.example"


def hamlet(name: str, host: str) -> Site:
    return Site(
        name=name,
        title=name,
        columns=(Column("村务", f"{host}/index.html"),),
        article=ArticleRules(title=("h1",), text=("#text",), published=(".date",)),
        list=ListRules(rows=("ul.list li",), published=("span",)),
        every="1s",
        jitter="0s",
    )


class EastSpider(SiteSpider):
    site = hamlet("east", EAST)


class WestSpider(SiteSpider):
    site = hamlet("west", WEST)

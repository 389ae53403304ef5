"""Sites of a test's own, as a user keeps them in a package beside govcrawl."""

from dataclasses import replace

from traps import spring

from govcrawl.site import ArticleRules, Column, ListRules, Platform, Site
from govcrawl.spiders.base import SiteSpider

HOST = "http://village.example"


class VillageSpider(SiteSpider):
    site = Site(
        name="village",
        title="清泉村",
        columns=(Column("村务", f"{HOST}/cw/index.html"),),
        article=ArticleRules(title=("h1",), text=("#text",), published=(".date",), next_part=(".parts a",)),
        list=ListRules(rows=("ul.list li",), published=("span",), next=("a.next",)),
    )


class CountySpider(SiteSpider):
    """A site that prints everything, of which only one topic is wanted."""

    site = replace(VillageSpider.site, name="county", title="清泉县", topic_filter=True)


class TrappedSpider(SiteSpider):
    """A site with two pages that no reader survives."""

    site = replace(VillageSpider.site, name="trapped", platform=Platform(name="trapped", read_article=spring))

from govcrawl.extract import extract_article
from govcrawl.extract.rules import article_rules, list_rules, suggested_rules
from govcrawl.items import Page
from govcrawl.platforms.empire import EMPIRE
from govcrawl.site import ArticleRules, ListRules, Platform, Site

CMS = Platform(
    name="cms",
    article=ArticleRules(text=(".zoom", ".body"), drop=(".share",)),
    list=ListRules(rows=("ul.list li",), article_url=r"/t\d+", max_pages=50),
)


def test_the_sites_selectors_come_before_those_of_its_platform_and_none_twice() -> None:
    site = Site(name="s", title="站", platform=CMS, article=ArticleRules(text=(".own", ".body")))
    assert article_rules(site).text == (".own", ".body", ".zoom")
    assert article_rules(site).drop == (".share",)


def test_a_list_rule_that_the_site_leaves_alone_is_the_platforms() -> None:
    site = Site(name="s", title="站", platform=CMS, list=ListRules(article_url=r"/own/"))
    assert list_rules(site) == ListRules(rows=("ul.list li",), article_url=r"/own/", max_pages=50)


def test_a_site_without_rules_on_the_generic_platform_has_none() -> None:
    site = Site(name="s", title="站")
    assert article_rules(site) == ArticleRules()
    assert list_rules(site) == ListRules()


PROSE = "<p>街道议事会上，居民代表就停车、养犬、晾晒提出了二十多条建议，社区逐条登记，当场答复。</p>"
MARKED = "<script src='/e/public/ViewClick/?classid=3&id=9'></script>"


def test_a_platform_that_is_only_recognised_suggests_its_containers_and_drops_nothing() -> None:
    suggested = suggested_rules(Site(name="s", title="站"), MARKED, "http://a.example/1.html")
    assert suggested == ArticleRules(text=EMPIRE.article.text)
    assert (
        suggested_rules(Site(name="s", title="站", platform=CMS), MARKED, "http://a.example/1.html") == ArticleRules()
    )


def test_the_container_of_a_recognised_platform_is_used_where_it_holds_the_text() -> None:
    page = f"{MARKED}<body><h1>议事会</h1><div><div id=text>{PROSE * 4}</div><div>{PROSE}</div></div>"
    raw = extract_article(Page(url="http://a.example/1.html", body=page.encode()), Site(name="s", title="站"))
    assert (raw.container, len(raw.paragraphs)) == ("rules:text", 4)


def test_the_container_of_a_platform_that_is_wrongly_recognised_does_no_harm() -> None:
    page = f"{MARKED}<body><h1>议事会</h1><div id=text>{PROSE}</div><div>{PROSE * 6}</div>"
    raw = extract_article(Page(url="http://a.example/1.html", body=page.encode()), Site(name="s", title="站"))
    assert len(raw.paragraphs) >= 6

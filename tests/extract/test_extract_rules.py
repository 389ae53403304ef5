from govcrawl.extract.rules import article_rules, list_rules
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

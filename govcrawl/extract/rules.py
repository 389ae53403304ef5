"""The rules that hold for a site: its own, completed by those of its platform."""

from dataclasses import fields, replace
from functools import lru_cache

from govcrawl.site import ArticleRules, ListRules, Site


@lru_cache(maxsize=1024)
def article_rules(site: Site) -> ArticleRules:
    """The selectors of an article page: the site's first, then its platform's, each once."""
    own, platform = site.article, site.platform.article
    return ArticleRules(**{f.name: _chain(getattr(own, f.name), getattr(platform, f.name)) for f in fields(own)})


@lru_cache(maxsize=1024)
def list_rules(site: Site) -> ListRules:
    """The rules of a list page: what the site says, and what its platform says where the site is silent."""
    said = {f.name: getattr(site.list, f.name) for f in fields(ListRules) if getattr(site.list, f.name) != f.default}
    return replace(site.platform.list, **said)


def _chain(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + then))

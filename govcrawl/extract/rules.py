"""The rules that hold for a site: its own, completed by those of its platform; what a recognised platform suggests."""

from dataclasses import fields, replace
from functools import lru_cache

from govcrawl.extract.pagers import ends
from govcrawl.platforms import recognise
from govcrawl.site import GENERIC, ArticleRules, ListRules, Site


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


def suggested_rules(site: Site, text: str, url: str) -> ArticleRules:
    """What the platform that a page shows would say of it, for a site that declares none: to be asked last, not obeyed.

    It cuts nothing out and names no further parts, for the platform may be another.
    """
    if site.platform != GENERIC:
        return GENERIC.article
    known = recognise(ends(text), url) or GENERIC
    return replace(known.article, drop=(), next_part=())


def _chain(first: tuple[str, ...], then: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + then))

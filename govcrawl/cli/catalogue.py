"""The sites that the spider modules declare."""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from types import ModuleType
from urllib.parse import urlsplit

from govcrawl import settings
from govcrawl.errors import UsageError
from govcrawl.site import Site

# A page of no declared site: nothing is known of it but what it prints.
ANONYMOUS = Site(name="anonymous", title="")


@cache
def sites() -> dict[str, Site]:
    """Every declared site by its name, in the order of names."""
    found = (
        declared.site
        for package in settings.SPIDER_MODULES
        for module in _modules(package)
        for declared in vars(module).values()
        if isinstance(getattr(declared, "site", None), Site)
    )
    return dict(sorted({site.name: site for site in found}.items()))


def site_named(name: str) -> Site:
    """The site of that name; raises UsageError, with the nearest name, where there is none."""
    if name in sites():
        return sites()[name]
    near = get_close_matches(name, sites(), n=1)
    raise UsageError(
        f"no site is called {name!r}" + (f"; did you mean {near[0]!r}?" if near else "; see govcrawl sites")
    )


def site_of(url: str) -> Site:
    """The site to whose hosts a URL belongs, or the anonymous site."""
    host = _host(url)
    return next((site for site in sites().values() if any(_covers(known, host) for known in hosts(site))), ANONYMOUS)


def rules_of(name: str, url: str) -> Site:
    """The site by whose rules a page is read: the one of that name, or else that of its address, under the name."""
    return sites().get(name) or replace(site_of(url), name=name)


def hosts(site: Site) -> tuple[str, ...]:
    """The hosts of a site, in lower case; a leading dot takes the subdomains along."""
    return site.hosts or tuple(_host(column.url) for column in site.columns)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _covers(known: str, host: str) -> bool:
    return host == known.removeprefix(".") or (known.startswith(".") and host.endswith(known))


def _modules(package: str) -> Iterator[ModuleType]:
    try:
        module = import_module(package)
    except ModuleNotFoundError as error:
        if error.name is None or not f"{package}.".startswith(f"{error.name}."):
            raise
        raise UsageError(f"GOVCRAWL_SPIDER_MODULES names {package}, and there is no such module") from error
    yield module
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), prefix=f"{package}."):
        yield import_module(found.name)

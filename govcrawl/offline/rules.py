"""By whose rules a page is read that no crawl of ours has fetched."""

from dataclasses import replace

from govcrawl.site import Site


def site_for(name: str, declared: Site) -> Site:
    """The site of ingested pages as those of ``declared``, which knows their host, would be read.

    Only the name is another: the rules are the same, and so are canonical URLs.
    """
    return replace(declared, name=name)

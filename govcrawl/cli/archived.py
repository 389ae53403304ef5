"""Archived pages as the command line names them: by the address or the id of what they gave, or were refused as."""

import re
from collections.abc import Sequence
from pathlib import Path

from govcrawl import settings
from govcrawl.archive import Archive
from govcrawl.cli.catalogue import rules_of, site_of
from govcrawl.errors import GovcrawlError
from govcrawl.items import Page, PageRef
from govcrawl.normalize import article_id, canonical_url
from govcrawl.site import Site
from govcrawl.store.connection import Store

IDENTITY = re.compile(r"[0-9a-f]{32}")


def archived_page(store: Store, target: str) -> tuple[Page, Site]:
    """The first page of an article, or of a refusal, and by whose rules it is read; raises GovcrawlError."""
    refs, site = _found(store, target)
    if not refs:
        raise GovcrawlError(f"{target}: nothing of this is in the archive")
    return Archive(Path(settings.GOVCRAWL_ARCHIVE_DIR)).read(refs[0]), site


def _found(store: Store, target: str) -> tuple[Sequence[PageRef], Site]:
    own = site_of(target)
    known = target if IDENTITY.fullmatch(target) else store.corpus.find_id(target)
    key = known or article_id(canonical_url(target, own))
    article, entry = store.articles.get(key), store.ledger.get(key)
    if article is not None and article.get("page"):
        return (PageRef(**article["page"]),), rules_of(article["site"], article["url"])
    return (entry.pages, rules_of(entry.site, entry.url)) if entry is not None else ((), own)

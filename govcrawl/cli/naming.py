"""How a person names an article: by its id, or by any address that it was met under."""

import re

from govcrawl.cli.catalogue import site_of
from govcrawl.errors import UsageError
from govcrawl.normalize import article_id, canonical_url
from govcrawl.store.connection import Store

IDENTITY = re.compile(r"[0-9a-f]{32}")


def identity_of(named: str, store: Store) -> str:
    """The identity of an article, stored or not; raises UsageError where it is named otherwise."""
    if IDENTITY.fullmatch(named):
        return named
    if not named.startswith(("http://", "https://")):
        raise UsageError(f"{named!r} is neither the address of an article nor 32 hex digits")
    return store.corpus.find_id(named) or article_id(canonical_url(named, site_of(named)))

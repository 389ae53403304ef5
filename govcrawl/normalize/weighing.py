"""Why a claim won or did not: what each claim of a page would be worth alone."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from govcrawl.items import Claim, RawArticle
from govcrawl.normalize.author import read_author
from govcrawl.normalize.counts import read_views
from govcrawl.normalize.source import read_source
from govcrawl.normalize.text import clean_value
from govcrawl.normalize.times import read_dates
from govcrawl.normalize.titles import read_title
from govcrawl.site import Site


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim and the value it gives, ``None`` where it gives none and the next claim is asked."""

    claim: Claim
    value: str | None


def weigh(raw: RawArticle, site: Site) -> dict[str, tuple[Weighed, ...]]:
    """Every claim of every field with the value it would give alone, in the order of trust."""
    return {
        field: tuple(Weighed(claim, _value(field, claim, raw, site)) for claim in claims)
        for field, claims in raw.claims.items()
    }


def _value(field: str, claim: Claim, raw: RawArticle, site: Site) -> str | None:
    read = _READERS.get(field)
    return read(claim, raw, site) if read else clean_value(claim.value) or None


def _title(claim: Claim, raw: RawArticle, site: Site) -> str | None:
    found = read_title(replace(raw, claims={"title": (claim,)}), site)
    return found[1] if found else None


def _date(claim: Claim, raw: RawArticle, _site: Site) -> str | None:
    found = next(read_dates((claim,), raw), None)
    return f"{found.stamp} ({found.stamp.precision})" if found else None


def _source(claim: Claim, raw: RawArticle, site: Site) -> str | None:
    found = read_source(replace(raw, claims={"source": (claim,)}), site)
    return found.organisation if found else None


def _author(claim: Claim, raw: RawArticle, _site: Site) -> str | None:
    found = read_author((claim,), polluted=raw.polluted)
    return found[1] if found else None


def _views(claim: Claim, _raw: RawArticle, _site: Site) -> str | None:
    found = read_views((claim,))
    return str(found[1]) if found else None


_READERS: dict[str, Callable[[Claim, RawArticle, Site], str | None]] = {
    "title": _title,
    "published": _date,
    "modified": _date,
    "written": _date,
    "source": _source,
    "author": _author,
    "views": _views,
}

"""Everything that a page claims of its article, in order of trust."""

from collections.abc import Iterator, Sequence
from itertools import chain

from lxml.html import HtmlElement

from govcrawl.chinese.dates import Stamp, find
from govcrawl.chinese.dates import parse as parse_date
from govcrawl.extract.around import Place
from govcrawl.extract.bylines import read_bylines
from govcrawl.extract.containers import select
from govcrawl.extract.declared import read_variables
from govcrawl.extract.info import read_info
from govcrawl.extract.labels import scan
from govcrawl.extract.lines import squeeze
from govcrawl.extract.title import Titles
from govcrawl.extract.view import View
from govcrawl.items import Claim
from govcrawl.site import ArticleRules

Pairs = Iterator[tuple[str, Claim]]
_LONGEST = 200  # characters of an element in which rules look for a field


def read_claims(view: View, titles: Titles, place: Place, paragraphs: Sequence[str]) -> dict[str, tuple[Claim, ...]]:
    """The claims of every field in order of trust: data, rules, what is printed, meta tags, URL, list row, site."""
    claims: dict[str, list[Claim]] = {}
    for field, claim in _stated(view, titles, place):
        claims.setdefault(field, []).append(claim)
    missing = {"published", "source"} - claims.keys()
    if missing:
        title = titles.claims[0].value if titles.claims else ""
        for field, claim in read_variables(view.text, title):
            claims.setdefault(field, []).extend([claim] if field in missing else [])
    for field, claim in chain(_beside(view), (("author", claim) for claim in read_bylines(paragraphs))):
        claims.setdefault(field, []).append(claim)
    claims["published"] = _with_time(claims.get("published", []))
    claims["source"] = _in_full(claims.get("source", []))
    return {field: tuple(dict.fromkeys(found)) for field, found in claims.items() if found}


def _with_time(claims: list[Claim]) -> list[Claim]:
    """The claims with the one in front that gives the time of the very day which the first one states."""
    stamps = [parse_date(claim.value) for claim in claims]
    if not stamps or stamps[0] is None or stamps[0].precision != "day":
        return claims
    for claim, stamp in zip(claims[1:], stamps[1:], strict=True):
        if stamp and stamp.hour is not None and stamp.at().date() == stamps[0].at().date() and not _filler(stamp):
            return [claim, *claims]
    return claims


def _in_full(claims: list[Claim]) -> list[Claim]:
    """The claims with the one in front that says in full what the first one cuts short with an ellipsis."""
    begun = claims[0].value.rstrip(".…") if claims and claims[0].value.endswith(("...", "…")) else ""
    fuller = [claim for claim in claims[1:] if begun and claim.value.startswith(begun)]
    return [*fuller[:1], *claims]


def _filler(stamp: Stamp) -> bool:
    """Whether a time of day is what software writes where nobody gave one."""
    return (stamp.hour, stamp.minute) in {(0, 0), (23, 59)}


def _stated(view: View, titles: Titles, place: Place) -> Pairs:
    """What the page itself states."""
    yield from view.embedded.claims if view.embedded else ()
    yield from _by_rules(view.root, view.rules)
    yield from (("title", claim) for claim in titles.claims)
    stamp = parse_date(view.dated.value) if view.dated else None
    day = stamp.at().date() if stamp and stamp.day else None
    for field, found in read_info(view.sheet, place, polluted=view.polluted, day=day).items():
        yield from ((field, claim) for claim in found)
    yield from (pair for pair in view.declared if pair[0] != "title")
    yield from _by_rules(view.root, view.hints)


def _beside(view: View) -> Pairs:
    """What is known without the page: its URL, the list row that led to it, the site."""
    if view.dated:
        yield "published", view.dated
    if view.page.link and view.page.link.published:
        yield "published", Claim(view.page.link.published, "row", "link")
    if view.site.source:
        yield "source", Claim(view.site.source, "site", "source")


def _by_rules(root: HtmlElement, rules: ArticleRules) -> Pairs:
    for field in ("title", "published", "modified", "source", "author", "views"):
        for selector in getattr(rules, field):
            for element in select(root, selector):
                text = squeeze(element.text_content())
                if text and len(text) <= _LONGEST:
                    yield field, Claim(_ruled(field, text), "rules", selector)
                    break


def _ruled(field: str, text: str) -> str:
    """What the text of an element says of the field that rules look for in it: without label and neighbours."""
    if field == "title":
        return text
    labelled = next((found.value for found in scan(text) if found.kind == field), None)
    date = next(find(text), None) if labelled is None and field in {"published", "modified"} else None
    return text[slice(*date.span)] if date else labelled if labelled is not None else text

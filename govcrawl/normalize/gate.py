"""The one gate: a RawArticle becomes an Article, or is refused with the field and the reason."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from govcrawl.chinese.pinyin import strip
from govcrawl.chinese.scripts import script_of
from govcrawl.errors import Rejected
from govcrawl.items import Article, Claim, RawArticle
from govcrawl.normalize.author import read_author
from govcrawl.normalize.body import Body, read_body
from govcrawl.normalize.counts import read_views
from govcrawl.normalize.genre import genre_of
from govcrawl.normalize.media import read_attachments, read_images
from govcrawl.normalize.source import Credited, is_borrowed, organisation_of, read_source
from govcrawl.normalize.tables import tables_digest
from govcrawl.normalize.text import clean_value, writable
from govcrawl.normalize.times import Dated, read_modified, read_published
from govcrawl.normalize.titles import read_title
from govcrawl.normalize.topics import topics
from govcrawl.normalize.urls import article_id, canonical_url
from govcrawl.site import Site

RULES = 2  # grows when the code of this room changes what comes out
EXTRACTOR = f"{RULES}-{tables_digest()}"

SHORTEST_PARAGRAPH = 30  # hanzi; one paragraph of that is a text
LOOKED_AT = 400  # characters of a paragraph, in which they are counted
SHORTEST_TEXT = 100  # hanzi in all, where every paragraph is shorter (verse, lists)
LONGEST_TEXT = 500_000  # characters; beyond it is a damage or a data dump, and reading it takes more than a second

_HANZI = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Won:
    """What the claims of each field came to: the winner, and its value."""

    title: tuple[Claim, str]
    published: Dated | None
    modified: Dated | None
    source: Credited | None
    author: tuple[Claim, str] | None
    views: tuple[Claim, int] | None
    column: str | None

    def claims(self, all_claims: Mapping[str, tuple[Claim, ...]]) -> dict[str, tuple[Claim, ...]]:
        """All claims, the winner of each field first."""
        winners: dict[str, Claim | None] = {
            "title": self.title[0],
            "published": self.published.claim if self.published else None,
            "modified": self.modified.claim if self.modified else None,
            "source": self.source.claim if self.source else None,
            "author": self.author[0] if self.author else None,
            "views": self.views[0] if self.views else None,
        }
        fields = dict.fromkeys((*all_claims, *(field for field, winner in winners.items() if winner)))
        kept = {field: _first(winners.get(field), all_claims.get(field, ())) for field in fields}
        if self.source and self.source.taken_from:
            kept["source"] = (*kept["source"], self.source.taken_from)
        return kept


def normalize(raw: RawArticle, site: Site) -> Article:
    """The article that a page's strings make: typed, checked, canonical. Raises ``Rejected`` with field and reason.

    The first claim of a field that passes is its value; all claims are kept, the winner first.
    """
    raw = _writable(raw)
    titled = read_title(raw, site)
    if titled is None:
        raise Rejected("title", raw.url, "no_title", " · ".join(claim.value for claim in raw.claims.get("title", ())))
    length = sum(map(len, raw.paragraphs))
    if length > LONGEST_TEXT:
        raise Rejected("body", raw.url, "body_too_long", f"{length} characters")
    body = read_body(raw, titled[1])
    _check_length(body, raw)
    published = read_published(raw)
    won = _Won(
        title=titled,
        published=published,
        modified=read_modified(raw, published),
        source=read_source(raw, site),
        author=read_author(raw.claims.get("author", ()), polluted=raw.polluted),
        views=read_views(raw.claims.get("views", ())),
        column=_column(raw),
    )
    return _article(raw, site, won, body)


def _writable(raw: RawArticle) -> RawArticle:
    """The page's strings as they are kept beside the cleaned ones: claims and URL, if need be without half pairs."""
    printed = "".join((raw.url, *(claim.value for claims in raw.claims.values() for claim in claims)))
    if writable(printed) == printed:
        return raw
    claims = {
        field: tuple(replace(claim, value=writable(claim.value)) for claim in claims)
        for field, claims in raw.claims.items()
    }
    return replace(raw, url=writable(raw.url), claims=claims)


def _article(raw: RawArticle, site: Site, won: _Won, body: Body) -> Article:
    url = canonical_url(raw.url, site)
    return Article(
        id=article_id(url),
        site=site.name,
        column=won.column,
        url=url,
        urls=(raw.url,),
        title=won.title[1],
        published_at=won.published.stamp.at() if won.published else None,
        published_precision=won.published.stamp.precision if won.published else None,
        modified_at=won.modified.stamp.at() if won.modified else None,
        source=won.source.organisation if won.source else None,
        source_raw=won.source.printed if won.source else _printed(raw, "source"),
        publisher=organisation_of(site),
        borrowed=is_borrowed(won.source, site),
        author=won.author[1] if won.author else None,
        views=won.views[1] if won.views else None,
        body=body.text,
        script="hans" if body.text == body.simplified else script_of(body.text),
        images=read_images(raw),
        attachments=read_attachments(raw),
        genre=genre_of(site, body.title, won.column),
        topics=topics(f"{body.title}\n{body.simplified}"),
        claims=won.claims(raw.claims),
        transforms=_transforms(raw, body),
        fetched_at=raw.fetched_at,
        extractor=EXTRACTOR,
        removed=(*raw.removed, *body.removed),
    )


def _check_length(body: Body, raw: RawArticle) -> None:
    """Refuses a body that is no text; a few words are enough where the text is in an attachment."""
    if not body.paragraphs:
        raise Rejected("body", raw.url, "no_body", f"{len(body.removed)} lines, all of them furniture")
    paragraph = any(len(_HANZI.findall(text[:LOOKED_AT])) >= SHORTEST_PARAGRAPH for text in body.paragraphs)
    if not paragraph and not raw.attachments and len(_HANZI.findall(body.text)) < SHORTEST_TEXT:
        raise Rejected("body", raw.url, "body_too_short", body.text[:80])


def _first(winner: Claim | None, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return (winner, *(claim for claim in claims if claim != winner)) if winner else claims


def _printed(raw: RawArticle, field: str) -> str | None:
    """What the page prints of a field that came to nothing: the first words, else the empty string of a bare label."""
    printed = [claim.value for claim in raw.claims.get(field, ()) if claim.method != "site"]
    return next(filter(str.strip, printed), "") if printed else None


def _column(raw: RawArticle) -> str | None:
    values = (clean_value(claim.value) for claim in raw.claims.get("column", ()))
    return next((strip(value) if raw.polluted else value for value in values if value), None)


def _transforms(raw: RawArticle, body: Body) -> tuple[str, ...]:
    done = ("depinyin",) if body.depinyined else ()
    return tuple(dict.fromkeys((*raw.transforms, *done)))

"""Why a page reads as it does: the encoding, every claim of every field, who won, what was taken from the body."""

from collections.abc import Mapping
from dataclasses import dataclass

from govcrawl.errors import Rejected
from govcrawl.extract import extract_article
from govcrawl.extract.encoding import Decoded, declared, decode
from govcrawl.items import Article, Claim, Page, RawArticle
from govcrawl.normalize import Weighed, normalize, weigh
from govcrawl.platforms import recognise
from govcrawl.site import GENERIC, Site


@dataclass(frozen=True, slots=True)
class Explanation:
    """A page, and everything that was decided about it.

    ``platform`` is the one its site declares, or else the one whose mark it bears; ``charsets`` are those that meta
    tag, XML declaration and header name. ``raw`` is ``None`` where extraction refused the page, ``article`` where
    anything did; ``refusal`` says why.
    """

    page: Page
    site: Site
    platform: str | None
    decoded: Decoded
    charsets: tuple[str, ...]
    raw: RawArticle | None
    weighed: Mapping[str, tuple[Weighed, ...]]
    article: Article | None
    refusal: Rejected | None

    def won(self, field: str, claim: Claim) -> bool:
        """Whether a claim gave the field its value."""
        claims = self.article.claims.get(field, ()) if self.article else ()
        return bool(claims) and claims[0] == claim and self._valued(field)

    def _valued(self, field: str) -> bool:
        """Whether the article has a value of the field; those that have none of their own are only claimed."""
        names = {"published": "published_at", "modified": "modified_at"}
        return getattr(self.article, names.get(field, field), None) is not None


def explain(page: Page, site: Site) -> Explanation:
    """Everything that is decided about a page as one of ``site``."""
    decoded = decode(page.body, page.headers)
    raw: RawArticle | None = None
    article: Article | None = None
    refusal: Rejected | None = None
    try:
        raw = extract_article(page, site)
        article = normalize(raw, site)
    except Rejected as error:
        refusal = error
    known = site.platform if site.platform != GENERIC else recognise(decoded.text, page.url)
    return Explanation(
        page=page,
        site=site,
        platform=known.name if known else None,
        decoded=decoded,
        charsets=tuple(declared(page.body, page.headers)),
        raw=raw,
        weighed=weigh(raw, site) if raw else {},
        article=article,
        refusal=refusal,
    )

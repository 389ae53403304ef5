"""A page → what it prints of its article, or the reason why it has none."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from lxml.html import HtmlElement

from govcrawl.chinese.dates import Stamp, find
from govcrawl.chinese.dates import parse as parse_date
from govcrawl.chinese.pinyin import polluted as is_polluted
from govcrawl.extract.around import Place
from govcrawl.extract.body import Body, find_body, first_prose
from govcrawl.extract.containers import select
from govcrawl.extract.declared import read_declared, read_variables
from govcrawl.extract.embedded import read_embedded, read_hidden_bodies
from govcrawl.extract.encoding import damage, decode
from govcrawl.extract.info import read_info
from govcrawl.extract.labels import scan
from govcrawl.extract.lines import Sheet, read_lines, squeeze
from govcrawl.extract.media import read_attachments, read_images
from govcrawl.extract.meta import meta_claims, read_metas
from govcrawl.extract.nonarticles import refuse_list, refuse_nothing, refuse_trifle, why_bodiless
from govcrawl.extract.paragraphs import choose_lines
from govcrawl.extract.parts import find_next_part
from govcrawl.extract.rules import article_rules
from govcrawl.extract.title import Titles, find_titles
from govcrawl.extract.tree import parse, parse_fragment
from govcrawl.extract.url import url_claim
from govcrawl.extract.walls import check_walls
from govcrawl.extract.worth import furniture_marks
from govcrawl.items import Claim, Image, Page, RawArticle
from govcrawl.platforms import PLATFORMS
from govcrawl.site import GENERIC, ArticleRules, Embedded, Site

_PLENTY = 200.0  # of a body's worth, above which no other is looked for in scripts
_TAG = 300  # characters of a <title>
_SAMPLE = 200_000  # characters in which pollution shows
Pairs = Iterator[tuple[str, Claim]]


@dataclass(frozen=True, slots=True)
class _View:
    """A page being read."""

    page: Page
    site: Site
    text: str
    root: HtmlElement
    sheet: Sheet
    rules: ArticleRules
    embedded: Embedded | None
    metas: dict[str, str]
    polluted: bool
    tag: str  # <title>


def extract_article(page: Page, site: Site) -> RawArticle:
    """What a page prints of its article; raises ``Rejected`` or ``Blocked``, nothing else."""
    check_walls(page)
    decoded = decode(page.body, page.headers)
    view = _view(page, site, decoded.text)
    refuse_nothing(view.sheet, view.root, page.url, view.tag)
    sheet, body = _body(view)
    embedded_body = sheet is not view.sheet
    titles = _titles(view, len(view.sheet.lines) if embedded_body else first_prose(sheet, body))
    place = _place(view, titles, body, embedded=embedded_body)
    claims = _claims(view, titles, place)
    marks = furniture_marks(sheet)
    title_end = place.after_title if not embedded_body else 0
    text = choose_lines(sheet, body.span.start, body.span.end, marks=marks, title_end=title_end)
    if not embedded_body:
        refuse_list(sheet, text.kept, page.url)
    if not text.kept:
        raise why_bodiless(view.sheet, view.root, page.url)
    prose = sum(sheet.lines[at].weight for at in text.kept)
    stated = bool(claims.get("published") or claims.get("source"))
    refuse_trifle(prose, stated=stated, titled=titles.line is not None, url=page.url)
    paragraphs = tuple(sheet.lines[at].text for at in text.kept)
    return RawArticle(
        url=page.url,
        fetched_at=page.fetched_at,
        claims=claims,
        paragraphs=paragraphs,
        images=_images(view, sheet, text.kept),
        attachments=read_attachments(view.sheet, place.start, place.end, page.url),
        transforms=(*decoded.transforms, *damage("\n".join(paragraphs))),
        polluted=view.polluted,
        next_part=_next_part(view),
        removed=text.removed,
    )


def _view(page: Page, site: Site, text: str) -> _View:
    root = parse(text, page.url)
    rules = article_rules(site)
    for selector in rules.drop:
        for element in select(root, selector):
            element.drop_tree()
    return _View(
        page,
        site,
        text,
        root,
        read_lines(root),
        rules,
        _embedded(text, page.url, site),
        read_metas(root),
        is_polluted(text[:_SAMPLE], site.polluted),
        _title_tag(root),
    )


def _embedded(text: str, url: str, site: Site) -> Embedded | None:
    """What the site's platform finds embedded; of a site without platform, what any of them does."""
    platforms = PLATFORMS if site.platform is GENERIC else (site.platform,)
    readers = dict.fromkeys(platform.read_article for platform in platforms if platform.read_article)
    found = (read(text, url) for read in readers)
    return next(filter(None, found), None) or read_embedded(text)


def _body(view: _View) -> tuple[Sheet, Body]:
    """The body and the sheet it is on: the page's own, or that of a body which came as data."""
    shown = find_body(view.sheet, selectors=view.rules.text)
    worth = shown.worth if shown else 0.0
    if view.embedded and view.embedded.html:
        carried = _carried(view.embedded.html, "json")
        if carried and carried[1].worth >= 0.5 * worth:
            return carried
    if shown and worth >= _PLENTY:
        return view.sheet, shown
    hidden = [found for markup, where in read_hidden_bodies(view.text) if (found := _carried(markup, where))]
    best = max(hidden, key=lambda found: found[1].worth, default=None)
    if best and best[1].worth > 2 * worth:
        return best
    if shown:
        return view.sheet, shown
    sheet = read_lines(view.root, hidden=True) if view.sheet.hidden else view.sheet
    body = find_body(sheet) if view.sheet.hidden else None
    if body is None:
        raise why_bodiless(view.sheet, view.root, view.page.url)
    return sheet, body


def _carried(markup: str, where: str) -> tuple[Sheet, Body] | None:
    """A body that came as data: all of its lines, if they are worth anything."""
    sheet = read_lines(parse_fragment(markup))
    body = find_body(sheet)
    return (sheet, Body(sheet.spans[0], where, body.worth)) if body else None


def _titles(view: _View, first: int) -> Titles:
    metas = [claim for field, claim in chain(meta_claims(view.metas), read_declared(view.text)) if field == "title"]
    site = view.metas.get("sitename") or view.metas.get("og:site_name") or view.site.title
    row = view.page.link.title if view.page.link else None
    return find_titles(view.sheet, first, tag=view.tag, metas=metas, site=site, row=row)


def _place(view: _View, titles: Titles, body: Body, *, embedded: bool) -> Place:
    after = titles.line + titles.count if titles.line is not None else 0
    if embedded:
        return Place(titles.line, after, after, min(after + 3, len(view.sheet.lines)))
    return Place(titles.line, after, body.span.start, body.span.end)


def _claims(view: _View, titles: Titles, place: Place) -> dict[str, tuple[Claim, ...]]:
    """The claims of every field in order of trust: data, rules, what is printed, meta tags, URL, list row, site."""
    claims: dict[str, list[Claim]] = {}
    for field, claim in _stated(view, titles, place):
        claims.setdefault(field, []).append(claim)
    missing = {"published", "source"} - claims.keys()
    if missing:
        title = titles.claims[0].value if titles.claims else ""
        for field, claim in read_variables(view.text, title):
            claims.setdefault(field, []).extend([claim] if field in missing else [])
    for field, claim in _beside(view):
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


def _stated(view: _View, titles: Titles, place: Place) -> Pairs:
    """What the page itself states."""
    yield from view.embedded.claims if view.embedded else ()
    yield from _by_rules(view)
    yield from (("title", claim) for claim in titles.claims)
    dated = url_claim(view.page.url)
    stamp = parse_date(dated.value) if dated else None
    day = stamp.at().date() if stamp and stamp.day else None
    for field, found in read_info(view.sheet, place, polluted=view.polluted, day=day).items():
        yield from ((field, claim) for claim in found)
    declared = chain(meta_claims(view.metas), read_declared(view.text))
    yield from ((field, claim) for field, claim in declared if field != "title")


def _beside(view: _View) -> Pairs:
    """What is known without the page: its URL, the list row that led to it, the site."""
    dated = url_claim(view.page.url)
    if dated:
        yield "published", dated
    if view.page.link and view.page.link.published:
        yield "published", Claim(view.page.link.published, "row", "link")
    if view.site.source:
        yield "source", Claim(view.site.source, "site", "source")


def _by_rules(view: _View) -> Pairs:
    for field in ("title", "published", "modified", "source", "author", "views"):
        for selector in getattr(view.rules, field):
            for element in select(view.root, selector):
                text = squeeze(element.text_content())
                if text and len(text) <= 200:
                    yield field, Claim(_ruled(field, text), "rules", selector)
                    break


def _ruled(field: str, text: str) -> str:
    """What the text of an element says of the field that rules look for in it: without label and neighbours."""
    if field == "title":
        return text
    labelled = next((found.value for found in scan(text) if found.kind == field), None)
    date = next(find(text), None) if labelled is None and field in {"published", "modified"} else None
    return text[slice(*date.span)] if date else labelled if labelled is not None else text


def _images(view: _View, sheet: Sheet, kept: tuple[int, ...]) -> tuple[Image, ...]:
    found = read_images(sheet, kept, view.page.url)
    return found or (view.embedded.images if view.embedded else ())


def _next_part(view: _View) -> str | None:
    named = [anchor for selector in view.rules.next_part for anchor in select(view.root, selector)]
    return find_next_part(view.sheet, view.page.url, named or None)


def _title_tag(root: HtmlElement) -> str:
    texts = (squeeze("".join(title.itertext())) for title in root.iter("title"))
    return next(filter(None, texts), "")[:_TAG]

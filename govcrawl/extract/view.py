"""An article page being read: its tree, its lines and whatever it carries as data, and where among them its text is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from govcrawl.chinese.pinyin import polluted as is_polluted
from govcrawl.errors import Rejected
from govcrawl.extract.body import Body, find_body
from govcrawl.extract.containers import select
from govcrawl.extract.declared import read_declared
from govcrawl.extract.embedded import read_embedded, read_hidden_bodies
from govcrawl.extract.lines import Sheet, read_lines, squeeze
from govcrawl.extract.meta import meta_claims, read_metas
from govcrawl.extract.nonarticles import why_bodiless
from govcrawl.extract.rules import article_rules, suggested_rules
from govcrawl.extract.tree import parse, parse_fragment
from govcrawl.extract.url import url_claim
from govcrawl.items import Claim, Page
from govcrawl.platforms import PLATFORMS
from govcrawl.site import GENERIC, ArticleRules, Embedded, Site

_TAG = 300  # characters of a <title>
_SAMPLE = 200_000  # characters in which pollution shows
_PLENTY = 200.0  # of a body's worth, above which no other is looked for in scripts
_RIVAL = 0.5  # of the worth of the body that is shown, which one that came as data must have


@dataclass(frozen=True, slots=True)
class View:
    """A page being read.

    ``tag`` is its ``<title>``, ``dated`` the date of its URL, ``declared`` what meta tags and the like state by field,
    ``hints`` the rules of the platform that the page shows where its site declares none.
    """

    page: Page
    site: Site
    text: str
    root: HtmlElement
    sheet: Sheet
    rules: ArticleRules
    hints: ArticleRules
    embedded: Embedded | None
    metas: dict[str, str]
    declared: tuple[tuple[str, Claim], ...]
    dated: Claim | None
    polluted: bool
    tag: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page's body and the sheet it is on: the page's own (``shown``), or that of a body which came as data."""

    sheet: Sheet
    body: Body
    shown: bool = False


def read_view(page: Page, site: Site, text: str) -> View:
    """The view of a page with this text, without what the site's rules drop; raises ``Rejected``."""
    root = parse(text, page.url)
    rules = article_rules(site)
    for selector in rules.drop:
        for element in select(root, selector):
            element.drop_tree()
    metas = read_metas(root)
    return View(
        page=page,
        site=site,
        text=text,
        root=root,
        sheet=read_lines(root),
        rules=rules,
        hints=suggested_rules(site, text, page.url),
        embedded=_embedded(text, page.url, site),
        metas=metas,
        declared=(*meta_claims(metas), *read_declared(text)),
        dated=url_claim(page.url),
        polluted=is_polluted(text[:_SAMPLE], site.polluted),
        tag=_title_tag(root),
    )


def find_text(view: View) -> Found:
    """Where the page's text is; raises ``Rejected`` where it has none."""
    shown = find_body(view.sheet, selectors=view.rules.text or view.hints.text)
    worth = shown.worth if shown else 0.0
    carried = _carried(view.embedded.html, "json") if view.embedded and view.embedded.html else None
    if carried and carried.body.worth >= _RIVAL * worth:
        return carried
    if shown and worth >= _PLENTY:
        return Found(view.sheet, shown, shown=True)
    best = max(_hidden(view), key=lambda found: found.body.worth, default=None)
    if best and _RIVAL * best.body.worth > worth:
        return best
    if shown:
        return Found(view.sheet, shown, shown=True)
    sheet = read_lines(view.root, hidden=True) if view.sheet.hidden else Sheet()
    body = find_body(sheet)
    if body is None:
        raise why_bodiless(view.sheet, view.root, view.page.url)
    return Found(sheet, body)


def _embedded(text: str, url: str, site: Site) -> Embedded | None:
    """What the site's platform finds embedded; of a site without platform, what any of them does."""
    platforms = PLATFORMS if site.platform == GENERIC else (site.platform,)
    readers = dict.fromkeys(platform.read_article for platform in platforms if platform.read_article)
    found = (read(text, url) for read in readers)
    return next(filter(None, found), None) or read_embedded(text)


def _hidden(view: View) -> Iterator[Found]:
    """The bodies that the markup does not show: those in its scripts, and the one that came with its list row."""
    row = view.page.link.body if view.page.link else None
    for markup, where in (*read_hidden_bodies(view.text), *([(row, "row")] if row else [])):
        found = _carried(markup, where)
        if found:
            yield found


def _carried(markup: str, where: str) -> Found | None:
    """A body that came as data, all of its lines; ``None`` where they are worth nothing or no markup at all."""
    try:
        sheet = read_lines(parse_fragment(markup))
    except Rejected:
        return None
    body = find_body(sheet)
    return Found(sheet, replace(body, span=sheet.spans[0], how=where)) if body else None


def _title_tag(root: HtmlElement) -> str:
    texts = (squeeze("".join(title.itertext())) for title in root.iter("title"))
    return next(filter(None, texts), "")[:_TAG]

"""A page → what it prints of its article, or the reason why it has none."""

from govcrawl.extract.around import Place
from govcrawl.extract.body import first_prose
from govcrawl.extract.claims import read_claims
from govcrawl.extract.containers import select
from govcrawl.extract.encoding import damage, decode
from govcrawl.extract.kinds import refuse_files
from govcrawl.extract.media import read_attachments, read_images
from govcrawl.extract.nonarticles import refuse_list, refuse_nothing, refuse_trifle, why_bodiless
from govcrawl.extract.paragraphs import Text, choose_lines
from govcrawl.extract.parts import find_next_part
from govcrawl.extract.title import Titles, find_titles
from govcrawl.extract.view import Found, View, find_text, read_view
from govcrawl.extract.walls import check_walls
from govcrawl.items import Image, Page, RawArticle
from govcrawl.site import Site


def extract_article(page: Page, site: Site) -> RawArticle:
    """What a page prints of its article; raises ``Rejected`` or ``Blocked``, nothing else."""
    check_walls(page)
    refuse_files(page)
    decoded = decode(page.body, page.headers)
    view = read_view(page, site, decoded.text)
    refuse_nothing(view.sheet, view.root, page.url, view.tag)
    found = find_text(view)
    titles = _titles(view, found)
    place = _place(view, titles, found)
    text = _text(view, found, place)
    paragraphs = tuple(found.sheet.lines[at].text for at in text.kept)
    claims = read_claims(view, titles, place, paragraphs)
    prose = sum(found.sheet.lines[at].weight for at in text.kept)
    stated = bool(claims.get("published") or claims.get("source"))
    refuse_trifle(prose, stated=stated, titled=titles.line is not None or page.link is not None, url=page.url)
    return RawArticle(
        url=page.url,
        fetched_at=page.fetched_at,
        claims=claims,
        paragraphs=paragraphs,
        images=_images(view, found, text),
        attachments=read_attachments(view.sheet, place.start, place.end, page.url),
        transforms=(*decoded.transforms, *damage(decoded.text, "\n".join(paragraphs))),
        polluted=view.polluted,
        next_part=_next_part(view),
        removed=text.removed,
        container=found.body.how,
    )


def _titles(view: View, found: Found) -> Titles:
    return find_titles(
        view.sheet,
        first_prose(found.sheet, found.body) if found.shown else len(view.sheet.lines),
        tag=view.tag,
        metas=[claim for field, claim in view.declared if field == "title"],
        site=view.metas.get("sitename") or view.metas.get("og:site_name") or view.site.title,
        row=view.page.link.title if view.page.link else None,
    )


def _place(view: View, titles: Titles, found: Found) -> Place:
    """Where the article stands on the page; a body that came as data stands right under the title."""
    after = titles.line + titles.count if titles.line is not None else 0
    if found.shown:
        return Place(titles.line, after, found.body.span.start, found.body.span.end)
    return Place(titles.line, after, after, min(after + 3, len(view.sheet.lines)))


def _text(view: View, found: Found, place: Place) -> Text:
    span, title_end = found.body.span, place.after_title if found.shown else 0
    text = choose_lines(found.sheet, span.start, span.end, marks=found.body.marks, title_end=title_end)
    if found.shown:
        refuse_list(found.sheet, text.kept, view.page.url)
    if not text.kept:
        raise why_bodiless(view.sheet, view.root, view.page.url)
    return text


def _images(view: View, found: Found, text: Text) -> tuple[Image, ...]:
    images = read_images(found.sheet, text.kept, view.page.url)
    return images or (view.embedded.images if view.embedded else ())


def _next_part(view: View) -> str | None:
    named = [anchor for selector in view.rules.next_part for anchor in select(view.root, selector)]
    return find_next_part(view.sheet, view.page.url, named or None)

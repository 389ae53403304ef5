"""A page → what it prints of its article, or the reason why it has none."""

from govcrawl.chinese.pinyin import polluted as is_polluted
from govcrawl.errors import Rejected
from govcrawl.extract.body import find_body
from govcrawl.extract.encoding import decode
from govcrawl.extract.info import Place, is_info, read_info
from govcrawl.extract.lines import read_lines, squeeze
from govcrawl.extract.meta import meta_claims, read_metas
from govcrawl.extract.title import find_titles
from govcrawl.extract.tree import parse
from govcrawl.items import Claim, Page, RawArticle
from govcrawl.site import Site


def extract_article(page: Page, site: Site) -> RawArticle:
    decoded = decode(page.body, page.headers)
    root = parse(decoded.text, page.url)
    polluted = is_polluted(decoded.text, site.polluted)
    sheet = read_lines(root)
    body = find_body(sheet)
    if body is None:
        raise Rejected("body", page.url, "no_body")
    metas = read_metas(root)
    claims: dict[str, list[Claim]] = {}
    said = [*meta_claims(metas)]
    tag = squeeze(root.findtext(".//title") or "")
    titles = find_titles(sheet, body.span.start, tag=tag, metas=[c for f, c in said if f == "title"],
        site=metas.get("sitename") or metas.get("og:site_name") or "", row=page.link and page.link.title)
    claims["title"] = [*titles.claims]
    after = titles.line + titles.count if titles.line is not None else 0
    place = Place(titles.line, after, body.span.start, body.span.end)
    for f, cs in read_info(sheet, place, polluted=polluted).items():
        claims.setdefault(f, []).extend(cs)
    for f, c in said:
        if f != "title":
            claims.setdefault(f, []).append(c)
    start = max(place.start, after if after < place.end else 0)
    while start < place.end and is_info(sheet.lines[start]):
        start += 1
    return RawArticle(url=page.url, fetched_at=page.fetched_at, claims={k: tuple(dict.fromkeys(v)) for k, v in claims.items()},
        paragraphs=tuple(l.text for l in sheet.lines[start:place.end]), polluted=polluted, transforms=decoded.transforms)

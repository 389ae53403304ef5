"""What the meta tags of a page say: the national 网页标签规范 of 2017, Open Graph, the private ones of newspapers."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from govcrawl.extract.labels import scan
from govcrawl.extract.lines import squeeze
from govcrawl.extract.vocabulary import read_words
from govcrawl.items import Claim

NAMES = read_words("metas")


def read_metas(root: HtmlElement) -> dict[str, str]:
    """The content of every meta tag by its name in lower case; the last one of duplicates, of SiteName the first."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = squeeze(meta.get("content") or "")
        if not content:
            continue
        for attribute in ("name", "property", "itemprop"):
            name = "".join((meta.get(attribute) or "").lower().split())
            if name and not (name in {"sitename", "og:site_name"} and name in found):
                found[name] = content
    return found


def meta_claims(metas: dict[str, str]) -> Iterator[tuple[str, Claim]]:
    """The (field, claim) pairs of a page's meta tags, most trustworthy first within a field."""
    for field, names in NAMES.items():
        for name in names:
            value = metas.get(name)
            if value:
                yield field, Claim(_bare(field, value), "meta", name)


def _bare(field: str, value: str) -> str:
    """A value without the label that some sites write into it: 来源：人民网 原创稿."""
    labelled = next((found.value for found in scan(value) if found.kind == field), None)
    return labelled or value

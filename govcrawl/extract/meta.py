"""What the meta tags of a page say: the national 网页标签规范 of 2017, Open Graph, and the private ones of newspapers."""

from collections.abc import Iterator

from lxml.html import HtmlElement

from govcrawl.extract.labels import scan
from govcrawl.extract.lines import squeeze
from govcrawl.items import Claim

# Most trustworthy first; compared in lower case. Maketime and the like are when the page was made: never read.
NAMES = {
    "title": "articletitle og:title title headline dc.title weibo:article:title twitter:title",
    "published": "pubdate publishdate publish_date publishtime publish_time pubtime _pubtime firstpublishedtime og:release_date"
    " article:published_time og:published_time og:pubdate bytedance:published_time datepublished dc.date.issued dcterms.issued"
    " weibo:article:create_at weibo: article:create_at article:create_at og:time apub:time release_date releasedate publisheddate"
    " published published_time createdate create_time rnews:datepublished dc.date date",
    "modified": "lastmodifiedtime article:modified_time og:updated_time bytedance:updated_time article:update_at"
    " weibo: article:update_at datemodified",
    "source": "contentsource source og:source article:source copyrightsource medianame dc.source originname",
    "author": "author article:author og:author og:article:author dc.creator",
    "column": "columnname lanmu article:section og:section column",
}


def read_metas(root: HtmlElement) -> dict[str, str]:
    """The content of every meta tag by its name in lower case; of duplicates the last that is not empty, SiteName the first."""
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = squeeze(meta.get("content") or "")
        if not content:
            continue
        for attribute in ("name", "property", "itemprop"):
            name = squeeze(meta.get(attribute) or "").lower()
            if name and not (name in {"sitename", "og:site_name"} and name in found):
                found[name] = content
    return found


def meta_claims(metas: dict[str, str]) -> Iterator[tuple[str, Claim]]:
    """The (field, claim) pairs of a page's meta tags, most trustworthy first within a field."""
    for field, names in NAMES.items():
        for name in _names(names):
            value = metas.get(name)
            if value:
                yield field, Claim(_bare(field, value), "meta", name)


def _names(names: str) -> Iterator[str]:
    """Names apart at spaces; ``weibo: article:create_at`` holds one."""
    words = iter(names.split())
    for word in words:
        yield f"{word} {next(words)}" if word.endswith(":") else word


def _bare(field: str, value: str) -> str:
    """A value without the label that some sites write into it: 来源：人民网 原创稿."""
    labelled = next((found.value for found in scan(value) if found.kind == field), None)
    return labelled if labelled else value

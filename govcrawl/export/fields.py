"""What a record of the corpus holds: its fields in their order, with type, meaning and example.

Kinds come from ``items.Article``; what only the stored document knows is added here. ``docs/data.md``, the JSON Schema
and the columns of Parquet are made of this table.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, get_type_hints

from govcrawl.export.kinds import Kind, kind_of
from govcrawl.items import Article

SCHEMA_VERSION = 1

# Fields that the store adds to an article.
STORED: dict[str, Any] = {
    "first_seen_at": datetime | None,
    "last_seen_at": datetime | None,
    "changed_at": datetime | None,
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record; ``example`` as it stands in JSON."""

    name: str
    kind: Kind
    meaning: str
    example: Any


MEANINGS: dict[str, tuple[str, Any]] = {
    "_id": ("32 hex digits of SHA-256 over the canonical URL", "5f0c2b7a9d1e4c3f8a6b0d2e4f608192"),
    "site": ("name of the site it was met on", "xsnet"),
    "column": ("栏目, the list it was found in", "义桥新闻"),
    "url": ("canonical URL", "http://www.example.cn/2024/03/05/1.html"),
    "urls": ("every address it was met under", ["http://www.example.cn/2024/03/05/1.html?from=list"]),
    "title": ("title as printed, cleaned", "三新社区：楼道长上岗记"),
    "published_at": (
        "发布时间, null where the page does not say; the parts finer than the precision are zero",
        "2024-03-05T09:12:00+08:00",
    ),
    "published_precision": ("how much of the date the page states", "minute"),
    "modified_at": ("更新时间, where it stands beside 发布时间", "2024-03-06T00:00:00+08:00"),
    "source": ("来源, the organisation the page credits: canonical, simplified characters", "萧山日报"),
    "source_raw": ("来源 as printed", "萧山日报社"),
    "publisher": ("the organisation whose site it is, null where nobody declared the site", "义桥镇"),
    "borrowed": ("the page credits another organisation than its site's with the text", False),
    "author": ("作者, as printed", "李明"),
    "views": ("浏览次数 at the fetch", 217),
    "body": (
        "paragraphs joined by one line feed; original script, without boilerplate and pollution",
        "第一段。\n第二段。",
    ),
    "script": ("script of the body: simplified or traditional characters", "hans"),
    "images": ("images of the body", [{"url": "http://www.example.cn/1.jpg", "caption": "居民议事会现场"}]),
    "attachments": ("linked files", [{"url": "http://www.example.cn/1.pdf", "name": "通知.pdf"}]),
    "genre": ("what it is; a template is 范文", "news"),
    "topics": ("community-governance terms found", ["社区治理"]),
    "story": (
        "the story that reprints share, the article's role in it, its similarity to the fullest text",
        {"id": "9b1d4c5e6f708192a3b4c5d6e7f80912", "role": "reprint", "similarity": 0.97},
    ),
    "revision": ("from 1; grows when title, body or another field changes", 1),
    "claims": (
        "every candidate of every field with where it was found, the winner first (--with-claims)",
        {"published": [{"value": "2024-03-05 09:12", "method": "label", "where": "发布时间"}]},
    ),
    "transforms": (
        "what cleaning did, and what it could not mend: `damaged:unended` where the page breaks off before its end",
        ["encoding:gb18030"],
    ),
    "page": ("where the raw bytes are in the archive", {"file": "xsnet-20240306.warc.gz", "offset": 1045}),
    "fetched_at": ("when the page was fetched", "2024-03-06T02:00:11+08:00"),
    "first_seen_at": ("when its URL was first stored", "2024-03-06T02:00:12+08:00"),
    "last_seen_at": ("when a crawl last met it (only by --fields)", "2024-04-01T02:00:09+08:00"),
    "changed_at": ("when this record last changed, by the clock of MongoDB", "2024-03-06T02:00:12+08:00"),
    "extractor": ("version of the rules that made it", "1"),
}


def _annotations() -> dict[str, Any]:
    hints = get_type_hints(Article)
    return {"_id": hints.pop("id"), **hints, **STORED}


FIELDS: tuple[Field, ...] = tuple(
    Field(name, kind_of(_annotations()[name]), meaning, example) for name, (meaning, example) in MEANINGS.items()
)

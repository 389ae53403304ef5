from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest

from govcrawl.items import Article, Claim

MakeArticle = Callable[..., Article]


@pytest.fixture
def make_article() -> MakeArticle:
    """Make the article of a URL; every field may be given."""

    def make(url: str = "http://shequ.example.cn/a1.html", **given: Any) -> Article:
        return Article(**{**article_fields(url), **given})

    return make


def article_fields(url: str) -> dict[str, Any]:
    return {
        "id": sha256(url.encode()).hexdigest()[:32],
        "site": "shequ",
        "column": "社区动态",
        "url": url,
        "urls": (url,),
        "title": "河湾社区开出便民小课堂",
        "published_at": datetime(2024, 3, 5, 1, 12, tzinfo=UTC),
        "published_precision": "minute",
        "modified_at": None,
        "source": "河湾街道办事处",
        "source_raw": "来源：河湾街道办事处",
        "author": None,
        "views": 17,
        "body": "周六上午，河湾社区的小课堂坐满了人。\n居民说，家门口学手艺，方便。",
        "script": "hans",
        "images": (),
        "attachments": (),
        "genre": "news",
        "topics": ("社区治理",),
        "claims": {"title": (Claim("河湾社区开出便民小课堂", "meta", "ArticleTitle"),)},
        "transforms": (),
        "fetched_at": datetime(2026, 11, 1, 2, 3, 4, 567890, tzinfo=UTC),
        "extractor": "1",
    }

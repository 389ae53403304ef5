"""A store with a few articles, and the command line over it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner, Result

from govcrawl.cli import govcrawl
from govcrawl.items import Article
from govcrawl.store.connection import Store
from tests.store.conftest import article_fields

Run = Callable[..., Result]


@pytest.fixture
def articles(store: Store) -> list[Article]:
    """Three stored articles: two of one site, and one without a date."""
    march = replace(an_article("http://shequ.example.cn/a1.html"), title="河湾社区开出便民小课堂")
    april = replace(march, **identity("http://shequ.example.cn/a2.html"), published_at=datetime(2024, 4, 1, tzinfo=UTC))
    undated = replace(
        march,
        **identity("http://fanwen.example.cn/1.html"),
        site="fanwen",
        genre="template",
        published_at=None,
        published_precision=None,
        body="简报写法：先说时间地点，再说做了什么，联系电话13812345678。",
    )
    for article in (undated, april, march):
        store.articles.save(article)
    return [march, april, undated]


@pytest.fixture
def run(store: Store, mongodb_uri: str) -> Run:
    """Runs a verb on the store; errors of ours are raised."""

    def invoke(verb: str, *arguments: object) -> Result:
        database = ["--mongodb-uri", mongodb_uri, "--database", store.database.name]
        given = [verb, *map(str, arguments), *database]
        return CliRunner().invoke(govcrawl, given, catch_exceptions=False, standalone_mode=False)

    return invoke


def an_article(url: str) -> Article:
    return Article(**article_fields(url))


def identity(url: str) -> dict[str, object]:
    """The fields of an article that its address decides."""
    fields = article_fields(url)
    return {name: fields[name] for name in ("id", "url", "urls")}

"""The plugs between a crawl and MongoDB. They write; the outcome of the URL is recorded after the last of them."""

from collections.abc import Callable
from dataclasses import replace
from typing import Self, TypeVar

from scrapy.crawler import Crawler

from govcrawl.crawl.failures import NotStored
from govcrawl.crawl.run import Run, StoreLost
from govcrawl.errors import StoreError, Unstorable
from govcrawl.items import Article
from govcrawl.store.connection import Store as Stored

T = TypeVar("T")


class Plug:
    """A pipeline that works on the store of its crawler's run."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        run = crawler.get_extension(Run)
        assert run is not None
        return cls(run)

    async def write(self, article: Article, operation: Callable[[Stored], T]) -> T:
        """What an operation on the store gives; an article that it does not take is dropped, and why is kept."""
        try:
            return await self.run.call(operation)
        except StoreLost as error:
            raise NotStored(article.url, None) from error
        except Unstorable as error:
            refused = error
            await self.run.call(lambda store: store.dead_letters.keep(refused, url=article.url))
            raise NotStored(article.url, "not_storable") from error
        except StoreError as error:
            raise NotStored(article.url, "store_error") from error


class Store(Plug):
    """Writes an article; what MongoDB has not acknowledged is not stored."""

    async def process_item(self, item: Article) -> Article:
        self.run.saved(item, await self.write(item, lambda store: store.articles.save(item)))
        return item


class Deduplicate(Plug):
    """Finds the story of a stored article, and tells it and every other whose place changes."""

    async def process_item(self, item: Article) -> Article:
        story = await self.write(item, lambda store: store.stories.place(item, stored=True))
        self.run.tally.add("reprints", story.role != "original")
        return replace(item, story=story)

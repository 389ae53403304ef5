"""The plugs between a crawl and MongoDB. They write; the outcome of the URL is recorded after the last of them."""

from collections.abc import Awaitable, Sequence
from dataclasses import replace
from typing import Self, TypeVar

from scrapy.crawler import Crawler

from govcrawl.crawl.batches import Batches
from govcrawl.crawl.failures import NotStored
from govcrawl.crawl.run import Run
from govcrawl.errors import StoreError, Unavailable, Unstorable
from govcrawl.items import Article, Story
from govcrawl.store.articles import Saved

T = TypeVar("T")

TOGETHER = 0.6  # seconds in which more articles may come that are looked at together


class Plug:
    """A pipeline that works on the store of its crawler's run."""

    def __init__(self, run: Run) -> None:
        self.run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        run = crawler.get_extension(Run)
        assert run is not None
        return cls(run)

    async def written(self, article: Article, answer: Awaitable[T]) -> T:
        """What the store says of an article; one that it does not take is dropped, and why is kept."""
        try:
            return await answer
        except Unavailable as error:
            raise NotStored(article.url, None) from error
        except Unstorable as error:
            refused = error
            await self.run.call(lambda store: store.dead_letters.keep(refused, url=article.url))
            raise NotStored(article.url, "not_storable") from error
        except StoreError as error:
            raise NotStored(article.url, "store_error") from error


class Store(Plug):
    """Writes an article, with others that come meanwhile; what MongoDB has not acknowledged is not stored."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.batches: Batches[Article, Saved] = Batches(self.save)

    async def process_item(self, item: Article) -> Article:
        self.run.saved(item, await self.written(item, self.batches.put(item)))
        return item

    async def save(self, articles: Sequence[Article]) -> Sequence[Saved | StoreError]:
        return await self.run.attempt(lambda store: store.articles.save_many(articles))


class Deduplicate(Plug):
    """Finds the story of a stored article, and tells it and every other whose place changes."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self.alone: Batches[Article, Story | None] = Batches(self.place_alone)
        self.others: Batches[Article, Story] = Batches(
            self.place_others, linger=TOGETHER, on_the_way=lambda: len(run.books.feed.held)
        )

    async def process_item(self, item: Article) -> Article:
        story = await self.written(item, self.place(item))
        self.run.tally.add("reprints", story.role != "original")
        return replace(item, story=story)

    async def place(self, article: Article) -> Story:
        """The place of an article: of most, because they share nothing with any other, of the rest after a look."""
        return await self.alone.put(article) or await self.others.put(article)

    async def place_alone(self, articles: Sequence[Article]) -> Sequence[Story | None]:
        return await self.run.attempt(lambda store: store.stories.place_alone(articles))

    async def place_others(self, articles: Sequence[Article]) -> Sequence[Story | StoreError]:
        return await self.run.attempt(lambda store: store.stories.place_many(articles))

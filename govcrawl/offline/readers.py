"""Whoever reads pages for work that waits for them: the worker processes of a crawl, or this process itself."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from govcrawl.errors import ReaderLost, Rejected
from govcrawl.extract import join_parts
from govcrawl.items import Article, Page, RawArticle
from govcrawl.normalize import canonical_url, normalize
from govcrawl.reading.errands import Answer, Errand, Part, answer
from govcrawl.reading.pool import Pool
from govcrawl.reading.reader import Reader
from govcrawl.site import Site

Refusal = Rejected | ReaderLost


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A page to be read, after the parts that were read before it; ``others`` are those its further parts are among."""

    page: Page
    site: Site
    parts: tuple[RawArticle, ...] = ()
    others: tuple[Page, ...] = ()


class Readers:
    """Reads many pages at a time in so many worker processes, or one after the other here where there are none.

    A page over which a worker is lost, because it takes more than ``limit`` seconds or too much memory, costs no other.
    """

    def __init__(self, workers: int, *, limit: float) -> None:
        self._pool = Pool(workers, limit=limit) if workers else None
        self._way = self._pool or Directly()
        self._reader = lru_cache(maxsize=64)(lambda site: Reader(self._way, site))
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._runner.run(self._pool.close())
        self._runner.close()

    def read(self, asked: Sequence[Asked]) -> list[Article | Part | Refusal]:
        """What each page gives, in order."""

        async def all_of() -> list[Article | Part | Refusal]:
            return await asyncio.gather(*map(self._one, asked))

        return self._runner.run(all_of())

    def read_whole(self, asked: Sequence[Asked]) -> list[Article | Refusal]:
        """The article of each page with its further parts, as far as they are there."""

        async def all_of() -> list[Article | Refusal]:
            return await asyncio.gather(*map(self._whole, asked))

        return self._runner.run(all_of())

    async def _one(self, asked: Asked) -> Article | Part | Refusal:
        try:
            return await self._reader(asked.site).read_article(asked.page, asked.parts)
        except (Rejected, ReaderLost) as refusal:
            return refusal.with_traceback(None)

    async def _whole(self, asked: Asked) -> Article | Refusal:
        page, raws, waiting = asked.page, asked.parts, list(asked.others)
        while True:
            read = await self._one(Asked(page=page, site=asked.site, parts=raws))
            if not isinstance(read, Part):
                return read
            raws = (*raws, read.raw)
            if not waiting:
                return whole(raws, asked.site)
            page = waiting.pop(place_of(read.following, waiting, asked.site))


class Directly:
    """Answers errands on the spot."""

    async def read(self, errand: Errand) -> Answer:
        return answer(errand)


def whole(raws: Sequence[RawArticle], site: Site) -> Article | Rejected:
    """The article of the parts that there are."""
    try:
        return normalize(join_parts(raws), site)
    except Rejected as refusal:
        return refusal.with_traceback(None)


def place_of(url: str, waiting: Sequence[Page], site: Site) -> int:
    """Which of the pages is the next part: the one of that address, else the next one, which a redirect led to."""
    wanted = canonical_url(url, site)
    return next((place for place, page in enumerate(waiting) if canonical_url(page.url, site) == wanted), 0)

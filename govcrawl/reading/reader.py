"""Whoever reads the pages of a crawl: worker processes, or this process itself."""

import asyncio
import pickle
from typing import Protocol

from govcrawl.errors import Rejected, UsageError
from govcrawl.items import Article, ListPage, ListRequest, Page, RawArticle
from govcrawl.reading.errands import Answer, ArticleErrand, Errand, ListErrand, Part, answer
from govcrawl.site import Site


class Reads(Protocol):
    """Answers errands, one way or another."""

    async def read(self, errand: Errand) -> Answer: ...


class Here:
    """Reads in a thread of this process, as a debugger likes it: a page that hangs is not stopped."""

    async def read(self, errand: Errand) -> Answer:
        return await asyncio.to_thread(answer, errand)


class Reader:
    """Reads the pages of one site."""

    def __init__(self, way: Reads, site: Site) -> None:
        self.way = way
        try:
            self.site = pickle.dumps(site)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise UsageError(f"{site.name}: each hook must be a function of a module ({error})") from error

    async def read_article(self, page: Page, parts: tuple[RawArticle, ...] = ()) -> Article | Part:
        """The article of a page and of the parts before it, or one more part; raises Rejected and ReaderLost."""
        said = await self.way.read(ArticleErrand(site=self.site, page=page, parts=parts))
        if isinstance(said, Rejected):
            raise said
        assert isinstance(said, Article | Part)
        return said

    async def read_list(self, page: Page, request: ListRequest) -> ListPage:
        """The list page that a page is; raises Rejected and ReaderLost."""
        said = await self.way.read(ListErrand(site=self.site, page=page, request=request))
        if isinstance(said, Rejected):
            raise said
        assert isinstance(said, ListPage)
        return said

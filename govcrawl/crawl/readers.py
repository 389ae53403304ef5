"""The worker processes that all the runs of a process share: started for the first of them, ended with the last."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from scrapy.settings import BaseSettings

from govcrawl.reading.pool import Pool
from govcrawl.reading.reader import Here, Reads


class Shared:
    """The pool of this process, and how many use it."""

    pool: Pool | None = None
    users = 0


@asynccontextmanager
async def readers(settings: BaseSettings) -> AsyncIterator[Reads]:
    """Whoever reads pages, for the time of the block; processes are started for the first page at the latest."""
    size = settings.getint("GOVCRAWL_WORKERS")
    if size == 0:
        yield Here()
        return
    if Shared.pool is None:
        Shared.pool = Pool(size, limit=settings.getfloat("GOVCRAWL_READ_LIMIT"))
    Shared.users += 1
    try:
        yield Shared.pool
    finally:
        Shared.users -= 1
        if Shared.users == 0:
            pool, Shared.pool = Shared.pool, None
            await pool.close()

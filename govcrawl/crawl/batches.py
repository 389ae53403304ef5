"""Writes that many wait for at once: what comes while one is under way goes into the next, together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 100  # items of one write
LINGER = 0.2  # seconds in which more may come, while there is much to write
LOOK = 0.05  # seconds between two looks at whether more may come

Write = Callable[[Sequence[T]], Awaitable[Sequence[R | Exception]]]


class Batches(Generic[T, R]):
    """Gives each item the answer that a write of many has for it; an exception among the answers is raised."""

    def __init__(
        self, write: Write[T, R], *, linger: float = LINGER, on_the_way: Callable[[], int] | None = None
    ) -> None:
        """``linger`` is in seconds; ``on_the_way`` is how many may come at most, those that wait here among them."""
        self._write = write
        self._linger = linger
        self._on_the_way = on_the_way
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def put(self, item: T) -> R:
        """The answer for an item, once it is written."""
        answer: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, answer))
        if self._writing is None:
            self._writing = asyncio.ensure_future(self._write_all())
        return await answer

    async def _write_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            [said] = await asyncio.gather(self._write([item for item, _ in batch]), return_exceptions=True)
            for place, (_, answer) in enumerate(batch):
                settle(answer, said if isinstance(said, BaseException) else said[place])
            if len(batch) > 1:
                await self._wait_for_company()
        self._writing = None

    async def _wait_for_company(self) -> None:
        """Returns once more have had the time to come, or all that may come have."""
        clock = asyncio.get_running_loop().time
        until = clock() + self._linger
        while (left := until - clock()) > 0 and not self._are_all_here():
            await asyncio.sleep(min(left, LOOK))

    def _are_all_here(self) -> bool:
        return self._on_the_way is not None and len(self._waiting) >= self._on_the_way()


def settle(answer: asyncio.Future[R], said: R | BaseException) -> None:
    if answer.done():
        return  # nobody waits for it any more
    if isinstance(said, BaseException):
        answer.set_exception(said)
    else:
        answer.set_result(said)

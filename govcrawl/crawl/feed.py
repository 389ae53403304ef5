"""What a run works off: URLs claimed from the ledger a few at a time, while list pages bring more."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from time import monotonic

from govcrawl.store.ledger import Lease

ENOUGH = 0.25  # of the room must be free before more is claimed: several URLs a query
REST = 1.0  # seconds in which a ledger that had too few is not asked again, unless a list page brings more

Claim = Callable[[int], Awaitable[Sequence[Lease]]]
More = Callable[[], Awaitable[bool]]


class Feed:
    """Hands out leases until no walk goes on, none is held, and the ledger has no more for this run.

    ``room`` is how many are held at a time: enough to keep the hosts busy, few to give back when the run ends.
    ``more`` says, once nothing is to be had and nothing held, whether it is worth asking again.
    """

    def __init__(self, claim: Claim, more: More, *, room: int) -> None:
        self.claim = claim
        self.more = more
        self.room = room
        self.held: dict[str, Lease] = {}
        self.walks = 0
        self.ended = False
        self._news = asyncio.Event()
        self._found = False  # something since the ledger was asked
        self._rests_until = 0.0

    def walk_began(self) -> None:
        self.walks += 1

    def walk_ended(self) -> None:
        self.walks -= 1
        self.look_again()

    def done(self, lease: Lease) -> None:
        """Takes back a lease whose outcome the ledger has acknowledged."""
        self.held.pop(lease.id, None)
        self._news.set()

    def end(self) -> None:
        """Hands out nothing more."""
        self.ended = True
        self.look_again()

    def look_again(self) -> None:
        """Says that the ledger may have more to claim, or that a walk is no longer under way."""
        self._found = True
        self._rests_until = 0.0
        self._news.set()

    async def __aiter__(self) -> AsyncIterator[Lease]:
        while not self.ended:
            self._news.clear()
            leases = await self._claim_some()
            self.held.update({lease.id: lease for lease in leases})
            for lease in leases:
                yield lease
            if self.held or self.walks:
                await self._news.wait()
            elif not leases and not await self.more():
                return

    async def _claim_some(self) -> Sequence[Lease]:
        """What may be held besides; nothing while that is little, or the ledger is known to have no more."""
        free = self.room - len(self.held)
        if self.held and (free < self.room * ENOUGH or monotonic() < self._rests_until):
            return ()
        self._found = False
        leases = await self.claim(free)
        if len(leases) < free and not self._found:
            self._rests_until = monotonic() + REST
        return leases

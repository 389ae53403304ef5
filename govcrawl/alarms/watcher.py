"""The one who looks at sites beside a supervisor: in a thread, so that a slow channel holds up no run."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self

from govcrawl.alarms.channels import Channel
from govcrawl.alarms.watch import watch
from govcrawl.errors import StoreError
from govcrawl.site import Site
from govcrawl.store.connection import Store

logger = logging.getLogger(__name__)


class Watcher:
    """A block in which sites are looked at when it is asked for; its end waits until all is told."""

    def __init__(self, sites: Mapping[str, Site], *, store: Callable[[], Store], channels: Sequence[Channel]) -> None:
        self._sites = sites
        self._store = store
        self._channels = channels
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="alarms")
        self._asked: set[Future[None]] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown()

    def look(self, name: str | None) -> None:
        """Has a site looked at soon, or all; raises what an earlier look raised that should not have."""
        for done in [each for each in self._asked if each.done()]:
            self._asked.remove(done)
            done.result()
        wanted = [*self._sites.values()] if name is None else [self._sites[name]]
        self._asked.add(self._thread.submit(self._look, wanted))

    def _look(self, wanted: Sequence[Site]) -> None:
        try:
            for alarm in watch(self._store(), wanted, self._channels):
                logger.warning("%s: %s %s: %s", alarm.site, alarm.event, alarm.name, alarm.why)
        except StoreError as error:
            logger.error("alarms: %s", error)  # noqa: TRY400  a sentence for a person, no traceback

"""A supervisor in this process, with a clock that the test sets and toy commands in place of runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from govcrawl.schedule.bell import Bell
from govcrawl.schedule.plan import Defaults
from govcrawl.schedule.supervisor import Supervisor, Terms
from govcrawl.site import Column, Site
from govcrawl.store.connection import Store

SITES = [Site(name=name, title=name, columns=(Column("动态", f"http://{name}.example/"),)) for name in ("a", "b", "c")]


@dataclass
class Clock:
    """Seconds that a test lets pass."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Desk:
    """A supervisor and what it works with."""

    supervisor: Supervisor
    bell: Bell
    clock: Clock
    told: list[str | None]

    def until_all_ended(self) -> None:
        """Takes turns until no run is left; a child that ends rings the bell."""
        self.supervisor.collect()
        while self.supervisor.children:
            self.bell.wait(20)
            self.supervisor.collect()


@pytest.fixture
def supervise(store: Store) -> Iterator[Callable[..., Desk]]:
    """Makes a supervisor of the sites a, b and c whose runs are a shell command; ``$0`` is the site."""
    made: list[Supervisor] = []
    with Bell() as bell:

        def supervise(
            shell: str, *, every: str = "1h", longest: str = "1h", slots: int = 3, quiet: str | None = None
        ) -> Desk:
            terms = Terms(
                command=("/bin/sh", "-c", shell),
                environment={},
                defaults=Defaults(every=every, jitter="0s", longest=longest, quiet=quiet),
                slots=slots,
                grace=30,
            )
            clock, told = Clock(), list[str | None]()
            supervisor = Supervisor(SITES, revive=lambda: store, terms=terms, bell=bell, watch=told.append, clock=clock)
            made.append(supervisor)
            return Desk(supervisor, bell, clock, told)

        yield supervise
        for child in [child for supervisor in made for child in supervisor.children.values()]:
            child.kill()
            child.process.wait()

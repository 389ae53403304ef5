"""The supervisor: starts the run of every site that is due, sees to its end, and shares the work with its like."""

import logging
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from govcrawl.crawl.owner import is_dead, new_owner, write_off_dead
from govcrawl.errors import Unavailable, UsageError
from govcrawl.schedule.bell import Bell
from govcrawl.schedule.child import NOT_STARTED, Child, start
from govcrawl.schedule.opening import opening
from govcrawl.schedule.plan import Defaults, Plan, plan_of
from govcrawl.site import Site
from govcrawl.store.connection import Store
from govcrawl.store.schedules import LEASE, Schedule

LEAST = 0.1  # seconds between two turns where something is due that cannot begin
POLL = 5.0  # seconds after which a supervisor looks whether somebody asked for something
RETRY = 300.0  # seconds until a run is tried again that could not start
WATCH = 1800.0  # seconds between two looks at all sites: silence is what no run tells of
HOUSEKEEPING = LEASE / 3  # seconds between two signs of life

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a supervisor works: the command that a site's name completes to a run, how many at a time, its patience.

    ``grace`` is the seconds between the word to end and the kill.
    """

    command: Sequence[str]
    environment: Mapping[str, str]
    defaults: Defaults
    slots: int = 4
    grace: float = 30.0


class Supervisor:
    """One of those that see to the runs of sites.

    ``watch`` is given each site whose run has ended, and now and then ``None``, which is all of them.

    ``revive`` gives the store again after MongoDB was away. ``clock`` are seconds that only grow.
    """

    def __init__(
        self,
        sites: Sequence[Site],
        *,
        revive: Callable[[], Store],
        terms: Terms,
        bell: Bell,
        watch: Callable[[str | None], None] = lambda _: None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self.sites = {site.name: site for site in sites if site.columns}
        self.revive = revive
        self.store = revive()
        self.terms = terms
        self.bell = bell
        self.watch = watch
        self.clock = clock
        self.owner = new_owner()
        self.children: dict[str, Child] = {}
        self._signed_at = self._watched_at = float("-inf")

    def run(self) -> None:
        """Works until it is told to end, and its runs have."""
        try:
            pause = self.turn()
            while not self.bell.told or self.children:
                self.bell.wait(pause)
                pause = self.turn()
        finally:
            for child in self.children.values():  # only where an error ends it
                child.kill()

    def turn(self) -> float:
        """Does what is to be done now; the seconds until there may be more."""
        if self.bell.told:
            self.drain()
        self.discipline()
        try:
            self.collect()
            self.keep_house()
            if not self.bell.told:
                self.claim()
            return self.pause()
        except Unavailable as error:
            logger.error("%s: the runs go on, and the next begin when it is back", error)  # noqa: TRY400
            if self.bell.told:  # what cannot be recorded now is found by whoever comes next
                self.children = {site: child for site, child in self.children.items() if not child.has_ended}
            self.store = self.revive()
            return POLL

    def drain(self) -> None:
        """Tells every run to end; told twice, kills them."""
        for child in self.children.values():
            child.tell("stopped", kill_at=self.clock() + self.terms.grace)
            if self.bell.told > 1:
                child.kill()

    def discipline(self) -> None:
        """Tells a run to end that takes too long, and kills one that did not heed."""
        now = self.clock()
        for child in self.children.values():
            if child.kill_at is not None and now >= child.kill_at:
                logger.warning("%s: did not end within its grace, and is killed", child.site)
                child.kill()
            elif child.kill_at is None and now >= child.overdue_at:
                logger.warning("%s: has run for %.0f s, and is told to end", child.site, now - child.began)
                child.tell("overdue", kill_at=now + self.terms.grace)

    def collect(self) -> None:
        """Records how each run went that has ended; what a killed one left is put in order."""
        for child in [each for each in self.children.values() if each.has_ended]:
            how, status = child.outcome(), child.process.returncode
            write_off_dead(self.store)
            again = 0.0 if how == "stopped" else RETRY if status == NOT_STARTED else None
            self.store.schedules.finish(child.site, owner=self.owner, how=how, status=status, again=again)
            del self.children[child.site]
            logger.info("%s: %s, status %s, after %.1f s", child.site, how, status, self.clock() - child.began)
            self.watch(child.site)

    def keep_house(self) -> None:
        """Says that it lives, takes back what the dead held, and enters sites and changed timetables."""
        for owner in self.store.schedules.owners():
            if is_dead(owner):
                self.store.schedules.take_back(owner=owner)
        if self.clock() < self._signed_at + HOUSEKEEPING:
            return
        held = self.store.schedules.renew(self.owner)
        for site in self.children.keys() - held:
            logger.error("%s: another supervisor has taken it over", site)
            self.children[site].tell("lost", kill_at=self.clock() + self.terms.grace)
        for site in held - self.children.keys():  # claimed in a moment when MongoDB's answer did not come through
            self.store.schedules.finish(site, owner=self.owner, how="lost", status=None, again=0.0)
        self.store.schedules.take_back()
        self.store.runs.reap()
        write_off_dead(self.store)
        for site in self.sites:
            self.enter(site)
        self._signed_at = self.clock()
        if self.clock() >= self._watched_at + WATCH:
            self.watch(None)
            self._watched_at = self.clock()

    def enter(self, site: str) -> None:
        """Gives a site its place in the schedules, and a new time where its timetable has changed."""
        held = self.store.schedules.get(site)
        plan = self.plan(site, held)
        if plan is None or (held and held.timetable == plan.timetable.every):
            return
        last = held.began_at if held else None
        next_at = plan.following(last) if last else None
        self.store.schedules.enter(site, timetable=plan.timetable.every, next_at=next_at)

    def claim(self) -> None:
        """Starts the runs of the sites that are due, as many as there are slots."""
        for schedule in self.store.schedules.due([*self.sites]):
            if len(self.children) >= self.terms.slots:
                return
            if schedule.site not in self.children:
                self.consider(schedule)

    def consider(self, schedule: Schedule) -> None:
        """Starts the run of a site that is due, or puts it off: where it has no plan, or until its quiet hours end."""
        now = self.store.schedules.now()
        plan = self.plan(schedule.site, schedule)
        opens = opening(now, plan.quiet) if plan else now + timedelta(seconds=RETRY)
        if plan is None or opens > now:
            self.store.schedules.postpone(schedule, until=opens)
            return
        next_at = plan.following(now, share=random.random())  # noqa: S311
        if self.store.schedules.claim(schedule, owner=self.owner, next_at=next_at) is not None:
            self.begin(plan)

    def begin(self, plan: Plan) -> None:
        """Starts the run of a site that is claimed; one that cannot be started is tried again."""
        command, environment = self.terms.command, self.terms.environment
        try:
            child = start(command, plan.site, environment=environment, now=self.clock(), longest=plan.longest)
        except OSError as error:
            logger.error("%s: cannot be started: %s", plan.site, error.strerror)  # noqa: TRY400
            self.store.schedules.finish(plan.site, owner=self.owner, how="lost", status=None, again=RETRY)
            return
        self.children[plan.site] = child
        logger.info("%s: begins, process %d", plan.site, child.process.pid)

    def plan(self, site: str, schedule: Schedule | None) -> Plan | None:
        """The plan of a site, ``None`` where what was said in the database is no plan."""
        try:
            return plan_of(self.sites[site], schedule, self.terms.defaults)
        except UsageError as error:
            logger.error("%s: %s: not run until that is mended", site, error)  # noqa: TRY400
            return None

    def pause(self) -> float:
        """The seconds until there may be something to do, unless a child ends or a signal comes before."""
        ends = [child.overdue_at if child.kill_at is None else child.kill_at for child in self.children.values()]
        waits = [end - self.clock() for end in ends]
        if len(self.children) < self.terms.slots and not self.bell.told:
            due = self.store.schedules.next_due([*self.sites])
            waits += [] if due is None else [due]
        return max(LEAST, min([POLL, *waits]))

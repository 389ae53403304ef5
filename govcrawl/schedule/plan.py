"""What is to be done about a site and when: its declaration, overridden by the operator, completed by the settings."""

from dataclasses import dataclass
from datetime import datetime

from govcrawl.crawl.quiet import Quiet, quiet_hours
from govcrawl.errors import UsageError
from govcrawl.schedule.opening import opening
from govcrawl.schedule.timetable import Timetable, seconds, timetable
from govcrawl.site import Site
from govcrawl.store.schedules import Schedule


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """What counts for a site that says nothing itself."""

    every: str
    jitter: str
    longest: str
    quiet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When a site is crawled and when not, and how many seconds a run of it may take."""

    site: str
    timetable: Timetable
    longest: float
    quiet: tuple[Quiet, ...] = ()

    def following(self, moment: datetime, *, share: float = 0.0) -> datetime:
        """When the site is due after a moment, put off to the end of its quiet hours where it is within them."""
        return opening(self.timetable.following(moment, share=share), self.quiet)


def plan_of(site: Site, schedule: Schedule | None, defaults: Defaults) -> Plan:
    """The plan of a site; raises UsageError where something said is no time."""
    held = schedule or Schedule.unset(site.name)
    jitter = held.jitter or site.jitter or defaults.jitter
    try:
        quiet = quiet_hours(site.quiet, defaults.quiet)
    except ValueError as error:
        raise UsageError(f"{site.name}: {error}") from error
    return Plan(
        site=site.name,
        timetable=timetable(held.every or site.every or defaults.every, jitter=jitter),
        longest=seconds(held.longest or site.longest or defaults.longest),
        quiet=quiet,
    )

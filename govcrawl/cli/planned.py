"""What is known of the schedules of sites, as a table and as JSON."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from govcrawl.chinese.dates import CHINA
from govcrawl.schedule.plan import Plan
from govcrawl.site import Site
from govcrawl.store.connection import Store
from govcrawl.store.schedules import Schedule

HEAD = ("site", "every", "state", "next", "last began", "how it ended", "verdict")


def told(site: Site, plan: Plan, schedule: Schedule | None, store: Store) -> dict[str, Any]:
    """What is known of a site's schedule, by the names of ``--json``."""
    latest = next(store.runs.find(site=site.name, limit=1), None)
    held = schedule or Schedule.unset(site.name)
    return {
        "site": site.name,
        "every": plan.timetable.every,
        "jitter": plan.timetable.jitter,
        "longest": plan.longest,
        "state": state_of(held),
        "next_at": held.next_at,
        "asked_at": held.asked_at,
        "began_at": held.began_at,
        "ended_at": held.ended_at,
        "how": held.how,
        "status": held.status,
        "supervisor": held.owner,
        "verdict": latest.verdict if latest else None,
    }


def state_of(schedule: Schedule) -> str:
    """Where a site stands, in one word."""
    if schedule.owner is not None:
        return "running"
    if schedule.asked_at is not None:
        return "asked"
    return "paused" if schedule.paused else "waiting" if schedule.next_at else "new"


def cells(row: Mapping[str, Any]) -> Iterator[str]:
    """The row of a site in the table."""
    yield row["site"]
    yield row["every"]
    yield row["state"]
    yield moment(row["next_at"])
    yield moment(row["began_at"])
    yield "" if row["how"] is None else f"{row['how']} {'' if row['status'] is None else row['status']}".strip()
    yield row["verdict"] or ""


def moment(at: datetime | None) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}" if at else ""

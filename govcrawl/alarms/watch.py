"""Looks at sites, keeps what has changed in the store, and tells it: once, whoever looks at the same time."""

import logging
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from govcrawl.alarms.changes import event_of, findings
from govcrawl.alarms.channels import Channel, Untold
from govcrawl.alarms.history import Finding, History, Sample
from govcrawl.alarms.message import message_of
from govcrawl.chinese.dates import CHINA
from govcrawl.site import Site
from govcrawl.store.alarms import Alarm
from govcrawl.store.connection import Store

RUNS = 200  # of a site, that its state follows from
YEARS = timedelta(days=400)  # of its arrivals

logger = logging.getLogger(__name__)


def watch(store: Store, sites: Sequence[Site], channels: Sequence[Channel]) -> list[Alarm]:
    """The alarms whose state has changed since somebody last looked; they are told, and what is still to be told."""
    changed = [alarm for site in sites for alarm in look(store, site)]
    for channel in channels:
        tell(store, channel)
    return changed


def look(store: Store, site: Site) -> list[Alarm]:
    """The alarms of a site that have changed; of several who look at once, each gets those that it was first with."""
    held = {alarm.kind: alarm for alarm in store.alarms.find(site=site.name)}
    moved = [move(store, site, held.get(found.kind), found) for found in findings(history_of(store, site, held))]
    return [alarm for alarm in moved if alarm is not None]


def move(store: Store, site: Site, seen: Alarm | None, found: Finding) -> Alarm | None:
    """The alarm after what was found, where that is an event."""
    before = seen.level if seen else 0
    event = event_of(before, found.level)
    if event is None:
        if seen is not None and found.level < before:
            store.alarms.ease(seen, level=found.level)
        return None
    lasted = (
        f" Until then, since {seen.since:%Y-%m-%d %H:%M} UTC: {seen.name}." if seen and event == "recovered" else ""
    )
    state = {
        "title": site.title,
        "level": found.level,
        "event": event,
        "name": found.name,
        "why": found.why + lasted,
        "url": found.sample.url if found.sample else None,
        "page": asdict(found.sample.page) if found.sample and found.sample.page else None,
    }
    return store.alarms.move(site.name, found.kind, seen=seen, state=state)


def history_of(store: Store, site: Site, held: dict[str, Alarm]) -> History:
    """What is known of a site."""
    runs = [run for run in store.runs.find(site=site.name, limit=RUNS) if run.kind == "crawl" and run.finished_at]
    latest = max((run.started_at for run in runs), default=None)
    arrivals = store.overviews.arrivals(site.name, since=day_before(latest)) if latest else {}
    newest, refused = store.overviews.newest_article(site.name), store.overviews.latest_refused(site.name)
    return History(
        site=site.name,
        title=site.title,
        runs=tuple(runs),
        arrivals=arrivals,
        newest=Sample(*newest) if newest else None,
        refused=Sample(*refused) if refused else None,
        raised={kind: alarm.since for kind, alarm in held.items() if alarm.level},
        over={kind: alarm.since for kind, alarm in held.items() if not alarm.level},
    )


def tell(store: Store, channel: Channel) -> None:
    """Tells on a channel what it has not told yet; what it does not take is tried again by whoever looks next."""
    for alarm in store.alarms.untold(channel.name):
        if store.alarms.claim(alarm, channel.name):
            try:
                channel.tell(message_of(alarm))
            except Untold as error:
                logger.warning("%s: not told: %s", alarm.id, error)
            else:
                store.alarms.told(alarm, channel.name)


def day_before(latest: datetime) -> datetime:
    """The beginning of the time whose arrivals count, China time."""
    return (latest - YEARS).astimezone(CHINA).replace(hour=0, minute=0, second=0, microsecond=0)

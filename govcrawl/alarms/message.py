"""What is told of an alarm, whatever the channel: a title, a text, and the same as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from govcrawl.chinese.dates import CHINA
from govcrawl.store.alarms import Alarm

SIGNS = {"raised": "🔴", "worse": "🔴", "recovered": "🟢", "test": "⚪"}


@dataclass(frozen=True, slots=True)
class Message:
    """A title, a text of a few lines, and the values behind them as JSON takes them."""

    title: str
    text: str
    values: Mapping[str, Any]

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"


def message_of(alarm: Alarm) -> Message:
    """The message that an alarm is, as it stands."""
    lines = [alarm.why]
    if alarm.url:
        lines.append(f"See {alarm.url}")
    if alarm.page:
        lines.append(f"archived in {alarm.page['file']} at byte {alarm.page['offset']}")
    lines.append(f"{moment(alarm.since)} (China), govcrawl status {alarm.site}")
    values = {
        "site": alarm.site,
        "site_title": alarm.title,
        "kind": alarm.kind,
        "event": alarm.event,
        "level": alarm.level,
        "name": alarm.name,
        "why": alarm.why,
        "url": alarm.url,
        "page": dict(alarm.page) if alarm.page else None,
        "since": alarm.since.isoformat(),
    }
    word = "recovered: " if alarm.event == "recovered" else ""
    title = f"{SIGNS[alarm.event]} {alarm.title} ({alarm.site}): {word}{alarm.name}"
    return Message(title, "\n".join(lines), values)


def trial(now: datetime) -> Message:
    """A message that says only that the channel works."""
    text = f"This channel works: alarms of govcrawl arrive here. {moment(now)} (China)"
    return Message(f"{SIGNS['test']} govcrawl: a test", text, {"event": "test", "why": text, "since": now.isoformat()})


def moment(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"

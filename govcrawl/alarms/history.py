"""What the alarms of a site follow from: its runs, its arrivals, and pages that show what is meant."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from govcrawl.items import PageRef
from govcrawl.store.runs import RunRecord


@dataclass(frozen=True, slots=True)
class Sample:
    """A page that shows what is meant: its address, and where the archive has it."""

    url: str
    page: PageRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of a site.

    ``runs`` are its scheduled runs that have ended, the latest first. ``arrivals`` counts its articles by the day of
    their publication, China time. ``newest`` is its newest article, ``refused`` the latest page that gave none.
    ``raised`` are the alarms that are raised, each with when it was, ``over`` those that were, with when that ended.
    """

    site: str
    title: str
    runs: tuple[RunRecord, ...] = ()
    arrivals: Mapping[date, int] = field(default_factory=dict)
    newest: Sample | None = None
    refused: Sample | None = None
    raised: Mapping[str, datetime] = field(default_factory=dict)
    over: Mapping[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The state of a site in one respect: ``level`` 0 is as it should be, a higher one is worse.

    ``kind`` is ``verdict``, ``blocked``, ``silent``, or ``coverage/`` and the name of a field. ``name`` says the state
    in a few words, ``why`` in sentences with the numbers that it follows from.
    """

    kind: str
    level: int
    name: str
    why: str
    sample: Sample | None = None

"""When a site may be asked again: quiet hours as a supervisor sees them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from govcrawl.chinese.dates import CHINA
from govcrawl.crawl.quiet import Quiet, quiet_now


def opening(moment: datetime, hours: Sequence[Quiet]) -> datetime:
    """The moment itself, or the end of the quiet hours that it is within; of hours that never end, a day later."""
    for _ in range(len(hours) + 1):
        quiet = quiet_now(hours, moment)
        if quiet is None:
            break
        moment = end_of(quiet, moment)
    return moment


def end_of(quiet: Quiet, moment: datetime) -> datetime:
    """When quiet hours end that a moment is within."""
    here = moment.astimezone(CHINA)
    ends = datetime.combine(here.date(), quiet.end, CHINA)
    return ends if ends > here else ends + timedelta(days=1)

"""The process of one run: started in a session of its own, told to end, killed with all that it started."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf

from govcrawl.store.schedules import How

# The exit status of a run that could not start; what a signal ended has a negative one.
NOT_STARTED = 75


@dataclass(slots=True, kw_only=True)
class Child:
    """A run under way; moments are seconds of the supervisor's clock.

    ``overdue_at`` is when it has taken too long, ``kill_at`` when it is killed because it was told to end.
    """

    site: str
    process: "subprocess.Popen[bytes]"
    began: float
    overdue_at: float
    kill_at: float | None = None
    how: How = "ended"

    @property
    def has_ended(self) -> bool:
        return self.process.poll() is not None

    def tell(self, how: How, *, kill_at: float) -> None:
        """Tells the run to end, once; it gives back what it holds and says how far it came."""
        if self.kill_at is None:
            self.how, self.kill_at = how, kill_at
            self.process.terminate()

    def kill(self) -> None:
        """Ends the process and whatever it started, at once."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.kill_at = inf

    def outcome(self) -> How:
        """How the run ended."""
        return "killed" if self.how == "ended" and self.process.returncode < 0 else self.how


def start(command: Sequence[str], site: str, *, environment: Mapping[str, str], now: float, longest: float) -> Child:
    """The run of a site that begins; its output is the supervisor's."""
    process = subprocess.Popen(
        [*command, site], stdin=subprocess.DEVNULL, start_new_session=True, env=dict(environment)
    )
    return Child(site=site, process=process, began=now, overdue_at=now + longest)

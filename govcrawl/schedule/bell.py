"""What wakes a supervisor that waits: a child that ends, a signal that tells it to end, or the time."""

import os
import select
import signal
from types import FrameType
from typing import Any, Self


class Bell:
    """A block in which a process may wait; ``told`` counts how often it was told to end."""

    def __init__(self) -> None:
        self.told = 0
        self._pipe = (-1, -1)
        self._before: dict[int, Any] = {}
        self._wakeup = -1

    def __enter__(self) -> Self:
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        self._wakeup = signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            self._before[number] = signal.signal(number, self._tell)
        self._before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, _do_nothing)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._wakeup)
        for end in self._pipe:
            os.close(end)

    def wait(self, seconds: float) -> None:
        """Returns when something has happened since the last wait, or after so many seconds."""
        if select.select([self._pipe[0]], [], [], max(0.0, seconds))[0]:
            os.read(self._pipe[0], 4096)

    def _tell(self, number: int, frame: FrameType | None) -> None:
        self.told += 1


def _do_nothing(number: int, frame: FrameType | None) -> None:
    """That there is a handler is what has the wakeup descriptor written to."""

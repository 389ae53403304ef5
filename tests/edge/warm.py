"""Processes that start warm: forked from one that has imported what every ``govcrawl`` does, which takes a second.

Each is a process of its own all the same, killed and waited for by its number. What a start from nothing does is seen
by ``tests/cli``, ``tests/docs`` and ``tests/demo``.
"""

import atexit
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class Warm(subprocess.Popen[str]):
    """A ``govcrawl``, with the ways of ``subprocess.Popen``.

    ``number`` is that of its process; ``pid`` is that of the starter, which ends as it does.
    """

    def __init__(self, *arguments: str, cwd: Path, env: Mapping[str, str], **streams: Any) -> None:
        ours, theirs = os.pipe()
        try:
            super().__init__([*starter(theirs), *arguments], cwd=cwd, env=env, pass_fds=(theirs,), text=True, **streams)
        finally:
            os.close(theirs)
        with os.fdopen(ours) as told:
            self.number = int(told.read())

    def send_signal(self, sig: int) -> None:
        if self.poll() is None:
            os.kill(self.number, sig)


def ended(*arguments: str, **given: Any) -> subprocess.CompletedProcess[str]:
    """A ``govcrawl`` that has ended."""
    with Warm(*arguments, **given) as running:
        out, said = running.communicate(timeout=120)
    return subprocess.CompletedProcess(arguments, running.returncode, out, said)


def starter(told: int) -> list[str]:
    """The command of a starter, without arguments, that tells an open file the number of its process."""
    return [sys.executable, "-I", "-S", str(HERE / "starter.py"), stove(), str(told)]


@cache
def stove() -> str:
    """The address of the process that forks, which lives as long as this one."""
    directory = tempfile.TemporaryDirectory(prefix="stove-")
    address = f"{directory.name}/s"
    burning = subprocess.Popen(
        [sys.executable, HERE / "stove.py", address],
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # who forks has one thread
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )

    def put_out() -> None:
        burning.communicate()
        directory.cleanup()

    atexit.register(put_out)
    assert burning.stdout is not None
    assert burning.stdout.readline(), "it says when it is hot"
    return address

"""Who is known to be dead."""

import os
import subprocess
import sys

import pytest

from govcrawl.crawl.owner import is_dead, new_owner

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is known to be dead")


def owner_of(pid: int) -> str:
    host, place, _, part = new_owner().rsplit(":", 3)
    return f"{host}:{place}:{pid}:{part}"


def test_a_process_that_runs_is_not_dead() -> None:
    assert not is_dead(new_owner())


@linux
def test_a_process_that_has_ended_is_dead_before_anybody_has_asked_how() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    assert is_dead(owner_of(ended.pid))
    ended.wait()
    assert is_dead(owner_of(ended.pid))


def test_nobody_here_knows_of_a_process_on_another_machine() -> None:
    assert not is_dead("elsewhere:0123abcd:1:0123abcd")

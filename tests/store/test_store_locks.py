import signal
import subprocess
import sys
from pathlib import Path

import pytest

from govcrawl.errors import StoreError
from govcrawl.store import locks

HOLDER = """
import os, sys
from pathlib import Path
from govcrawl.store import locks
assert locks.take(Path(sys.argv[1]))
if os.fork() == 0:
    print("forked", flush=True)
sys.stdin.read()
"""


def test_a_lock_is_held_once_even_within_a_process(tmp_path: Path) -> None:
    lock = locks.take(tmp_path / "a")
    assert lock is not None
    assert locks.take(tmp_path / "a") is None
    assert locks.is_taken(tmp_path / "a")
    lock.release()
    assert not locks.is_taken(tmp_path / "a")


def test_releasing_twice_closes_nothing_of_others(tmp_path: Path) -> None:
    first = locks.take(tmp_path / "a")
    assert first is not None
    first.release()
    second = locks.take(tmp_path / "b")
    first.release()
    assert second is not None
    assert second.descriptor == first.descriptor
    assert locks.is_taken(tmp_path / "b")
    second.release()


def test_a_missing_file_is_not_taken_and_not_made(tmp_path: Path) -> None:
    assert not locks.is_taken(tmp_path / "a")
    assert not (tmp_path / "a").exists()


def test_a_lock_ends_with_its_owner_though_a_forked_child_lives_on(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / "a")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"forked\n"
        assert locks.is_taken(tmp_path / "a")
        holder.send_signal(signal.SIGKILL)
        holder.wait()
        assert not locks.is_taken(tmp_path / "a")


def test_whoever_waits_too_long_for_a_lock_is_told_so(tmp_path: Path) -> None:
    with (
        locks.exclusive(tmp_path / "a"),
        pytest.raises(StoreError, match="starting or stopping"),
        locks.exclusive(tmp_path / "a", patience=0),
    ):
        pytest.fail("two are in")

"""Files that appear whole or not at all."""

import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from govcrawl.export.atomic import atomic

STALLED = """
import sys
from pathlib import Path
from govcrawl.export.atomic import atomic
with atomic(Path(sys.argv[1])) as file:
    file.write(b"half")
    file.flush()
    print("written", flush=True)
    sys.stdin.read()
"""


def test_the_target_appears_only_when_the_block_has_ended(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    with atomic(target) as file:
        file.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_an_error_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    target.write_bytes(b"old")
    with pytest.raises(TypeError), atomic(target) as file:
        file.write("no bytes")  # type: ignore[arg-type]
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_litter_of_a_killed_writer_is_removed_by_the_next(tmp_path: Path) -> None:
    target = tmp_path / "corpus [1].jsonl"
    writer = stalled_writer(target)
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert len(list(tmp_path.iterdir())) == 1
    with atomic(target) as file:
        file.write(b"new")
    assert list(tmp_path.iterdir()) == [target]


def test_the_file_of_a_living_writer_stays(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    writer = stalled_writer(target)
    with atomic(target) as file:
        file.write(b"new")
    assert len(list(tmp_path.iterdir())) == 2
    writer.communicate(b"")
    assert target.read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == [target]


def test_a_new_file_keeps_the_permissions_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "corpus.jsonl"
    target.touch()
    target.chmod(0o640)
    with atomic(target) as file:
        file.write(b"new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target = tmp_path / "2024.jsonl"
    target.write_bytes(b"old")
    link = tmp_path / "latest.jsonl"
    link.symlink_to(target)
    with atomic(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def stalled_writer(target: Path) -> "subprocess.Popen[bytes]":
    writer = subprocess.Popen([sys.executable, "-c", STALLED, target], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"written\n"
    return writer

import hashlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from govcrawl.errors import StoreError
from govcrawl.store import mongod
from govcrawl.store.embedded import embedded, ensure, start, status, stop
from govcrawl.store.home import choose_address, furnish, home_of, remove_socket

USER = """
import sys
from pathlib import Path
from pymongo import MongoClient, WriteConcern
from govcrawl.store.embedded import embedded

for turn in range(int(sys.argv[2])):
    with embedded(Path(sys.argv[1])) as uri, MongoClient(uri) as client:
        notes = client.notes.get_collection("notes", write_concern=WriteConcern("majority", j=True))
        notes.insert_one({"turn": turn})
        print("stored", flush=True)
        if len(sys.argv) > 3:
            sys.stdin.read()
"""


@pytest.fixture
def data_dir(tmp_path: Path) -> Iterator[Path]:
    """A data directory of this test alone, without a mongod at its end whatever the test left."""
    yield tmp_path
    home = home_of(tmp_path)
    if mongod.is_up(home) and (pid := home.pid()):
        os.kill(pid, signal.SIGKILL)
        mongod._wait_until_gone(home)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data directory whose server runs, for tests that leave it as it was."""
    data_dir = tmp_path_factory.mktemp("running")
    with embedded(data_dir):
        yield data_dir


def user(data_dir: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    """Another process that uses the server."""
    command = [sys.executable, "-c", USER, str(data_dir), *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not true():
        assert time.monotonic() < until
        time.sleep(0.01)


def notes(uri: str) -> int:
    client: MongoClient[dict[str, Any]]
    with MongoClient(uri) as client:
        return client.notes.notes.count_documents({})


def note(uri: str) -> None:
    client: MongoClient[dict[str, Any]]
    with MongoClient(uri, w="majority", journal=True) as client:
        client.notes.notes.insert_one({})


def test_the_last_user_to_leave_stops_the_server_and_the_data_stay(data_dir: Path) -> None:
    with embedded(data_dir) as uri:
        with embedded(data_dir) as same:
            assert same == uri
            note(same)
        assert status(data_dir).users == (os.getpid(),)
        assert notes(uri) == 1
    assert status(data_dir).uri is None
    with embedded(data_dir) as uri:
        assert notes(uri) == 1


def test_a_killed_user_is_no_user_and_its_server_is_adopted(data_dir: Path) -> None:
    with user(data_dir, "1", "stay") as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"stored\n"
        assert status(data_dir).users == (other.pid,)
        server = status(data_dir).pid
        other.kill()
        other.wait()
    assert status(data_dir).users == ()
    with embedded(data_dir) as uri:
        assert status(data_dir).pid == server
        assert notes(uri) == 1
    assert status(data_dir).pid is None
    assert list(home_of(data_dir).leases.iterdir()) == []


def test_processes_that_race_to_start_and_stop_lose_nothing(data_dir: Path) -> None:
    others = [user(data_dir, "2") for _ in range(2)]
    for other in others:
        with other:
            other.communicate(timeout=60)
            assert other.returncode == 0
    assert status(data_dir).pid is None
    with embedded(data_dir) as uri:
        assert notes(uri) == 4


def test_what_a_crash_left_does_not_hinder_the_next_start(data_dir: Path) -> None:
    home = home_of(data_dir)
    home.data.mkdir(parents=True)
    home.leases.mkdir()
    (home.leases / "99999-dead").touch()
    (home.root / "mongod.sock").touch()
    home.record.write_text('{"host": "/nowhere/mongod.sock", "port": null, "pid": 99999}')
    home.data_lock.write_text("99999\n")
    with embedded(data_dir) as uri:
        assert notes(uri) == 0
    assert list(home.leases.iterdir()) == []


def test_a_server_kept_by_start_outlives_its_users_until_stop(data_dir: Path) -> None:
    assert start(data_dir).kept
    with embedded(data_dir) as uri:
        note(uri)
    server = status(data_dir)
    assert server.pid is not None
    assert server.uri == uri
    with embedded(data_dir):
        assert stop(data_dir).pid == server.pid
    assert status(data_dir).pid is None


def test_an_interrupted_start_leaves_no_server(data_dir: Path) -> None:
    with user(data_dir, "1", "stay") as other:
        wait_until(lambda: status(data_dir).pid is not None)
        server = status(data_dir).pid
        assert server is not None
        os.kill(server, signal.SIGSTOP)  # so that it has not started before it is interrupted
        other.send_signal(signal.SIGINT)
        os.kill(server, signal.SIGCONT)
        other.wait(timeout=30)
    assert not mongod.is_up(home_of(data_dir))
    with embedded(data_dir) as uri:
        assert notes(uri) == 0


def test_a_forked_child_that_ends_takes_nothing_from_its_parent(data_dir: Path) -> None:
    forking = USER.replace(
        '        print("stored"',
        '        if os.fork() == 0:\n            sys.exit()\n        os.wait()\n        print("stored"',
    )
    command = [sys.executable, "-c", "import os" + forking, str(data_dir), "1", "stay"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == b"stored\n"
        assert status(data_dir).users == (parent.pid,)
        assert status(data_dir).pid is not None
        parent.communicate(timeout=30)
        assert parent.returncode == 0
    assert status(data_dir).pid is None


def test_stopping_where_nothing_ever_ran_changes_nothing(data_dir: Path) -> None:
    assert stop(data_dir).uri is None
    assert list(data_dir.iterdir()) == []


def test_data_that_were_moved_are_served_from_their_new_place(data_dir: Path) -> None:
    with embedded(data_dir / "old") as uri:
        note(uri)
    (data_dir / "old").rename(data_dir / "new")
    with embedded(data_dir / "new") as uri:
        note(uri)
        assert notes(uri) == 2


def test_the_server_is_private_and_out_of_reach(running: Path) -> None:
    home = home_of(running)
    pid = home.pid()
    assert pid is not None
    assert home.root.stat().st_mode & 0o077 == 0
    assert os.getsid(pid) != os.getsid(0), "Ctrl-C at the terminal must not reach it"
    assert not sockets_of(pid) & listening_inodes()


def test_a_server_that_is_frozen_is_said_to_be(running: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongod, "PATIENCE", 0.1)
    pid = home_of(running).pid()
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(StoreError, match=f"process {pid}.*does not answer: end it with kill -9"):
            ensure(running)
    finally:
        os.kill(pid, signal.SIGCONT)


def test_a_data_directory_of_any_name_will_do(data_dir: Path) -> None:
    odd = data_dir / "with space, 逗号:colon"
    with embedded(odd) as uri:
        note(uri)
        record = home_of(odd).recorded()
        assert record is not None
        socket = Path(record.address.host)
        assert socket.parent != home_of(odd).root
        assert socket.parent.stat().st_mode & 0o077 == 0
    assert not socket.parent.exists()


def test_the_path_of_a_socket_is_short_however_deep_the_data(tmp_path: Path) -> None:
    home = home_of(tmp_path / "/".join("deep" for _ in range(30)))
    furnish(home)
    address = choose_address(home)
    assert len(address.host) <= 100
    remove_socket(home, address)


def test_a_socket_directory_that_others_may_enter_is_not_used(data_dir: Path) -> None:
    odd = data_dir / "逗,号"
    key = hashlib.sha256(os.fsencode(home_of(odd).root)).hexdigest()[:12]
    traps = {Path(top, f"govcrawl-{os.getuid()}-{key}") for top in (tempfile.gettempdir(), "/tmp")}
    for trap in traps:
        trap.mkdir(mode=0o755)
    try:
        with embedded(odd) as uri:
            assert uri.startswith("mongodb://127.0.0.1:")
            note(uri)
            with embedded(odd) as same:
                assert same == uri
                assert notes(same) == 1
    finally:
        for trap in traps:
            trap.rmdir()


def test_data_that_another_server_uses_are_left_to_it(running: Path) -> None:
    record = home_of(running).record
    known = record.read_text()
    record.unlink()
    try:
        with pytest.raises(StoreError, match="is in use by mongod"), embedded(running):
            pytest.fail("entered")
    finally:
        record.write_text(known)


def test_a_data_directory_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"Not a directory.*choose another"), embedded(tmp_path / "file" / "data"):
        pytest.fail("entered")


def test_a_disk_too_full_to_work_on_is_said_before_the_start(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mongod, "LEAST_SPACE", 10**12)
    with pytest.raises(StoreError, match="MB left"), embedded(data_dir):
        pytest.fail("entered")


def test_without_any_mongod_the_sentence_says_what_to_do(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hide_mongod(monkeypatch, path=data_dir)
    with pytest.raises(StoreError, match=r"no mongod for .* on the PATH, or set MONGODB_URI"), embedded(data_dir):
        pytest.fail("entered")


def test_a_missing_library_is_named(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = "mongod: error while loading shared libraries: libcurl.so.4: cannot open shared object file"
    script = data_dir / "mongod"
    script.write_text(f"#!/bin/sh\necho '{missing}: No such file or directory' >&2\nexit 127\n")
    script.chmod(0o755)
    hide_mongod(monkeypatch, path=data_dir)
    with pytest.raises(StoreError, match=r"libcurl\.so\.4.*apt-get install libcurl4"), embedded(data_dir):
        pytest.fail("entered")


def test_a_log_that_grew_too_long_is_put_aside_while_the_server_runs(
    running: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = home_of(running)
    monkeypatch.setattr(mongod, "LONGEST_LOG", 1)
    ensure(running)
    assert (home.root / "mongod.log.1").stat().st_size > home.log.stat().st_size > 0


def hide_mongod(monkeypatch: pytest.MonkeyPatch, *, path: Path) -> None:
    """Leave no mongod but what is in a directory."""
    monkeypatch.setattr(sys, "path", [])
    monkeypatch.setenv("PATH", str(path))


def sockets_of(pid: int) -> set[str]:
    """The inodes of a process's sockets."""
    links = [str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()]
    return {link[8:-1] for link in links if link.startswith("socket:[")}


def listening_inodes() -> set[str]:
    """The inodes of all sockets of the Internet protocols."""
    lines = [line for table in ("tcp", "tcp6") for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]]
    return {line.split()[9] for line in lines}

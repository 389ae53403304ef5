"""A process that runs mongod, and belongs to none of those who use it."""

import contextlib
import os
import select
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govcrawl.store.home import Address, Home

REPLICA_SET = "govcrawl"
HISTORY = 3600  # seconds that an export may take, which reads one state of the corpus
DETACHED = (
    'exec 3>"$0"; "$@" >&3 2>&3 3>&- & echo $!'  # a shell that leaves it to the init process, and says its number
)


@dataclass(frozen=True, slots=True)
class Process:
    """A mongod being watched: its number, and a pipe whose other end only it holds, so that it closes with it."""

    pid: int
    pipe: int

    def has_ended(self, *, within: float) -> bool:
        """Whether it ended, now or within so many seconds."""
        return bool(select.select([self.pipe], [], [], within)[0])


@contextlib.contextmanager
def spawned(program: Path, *, home: Home, address: Address) -> Iterator[Process]:
    """A mongod that runs on after the block, without a terminal or a parent; a block that is interrupted ends it."""
    pipe, kept = os.pipe()
    try:
        shell = subprocess.run(
            ["/bin/sh", "-c", DETACHED, str(home.output), str(program), *options(home, address)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            pass_fds=(kept,),
            start_new_session=True,
            cwd=home.root,
            check=True,
        )
    finally:
        os.close(kept)
    process = Process(int(shell.stdout), pipe)
    try:
        yield process
    except BaseException as error:
        if not isinstance(error, Exception) and not process.has_ended(within=0):
            os.kill(process.pid, signal.SIGTERM)
        raise
    finally:
        os.close(pipe)


def options(home: Home, address: Address) -> list[str]:
    return [
        *("--dbpath", str(home.data), *address.options, "--replSet", REPLICA_SET, "--oplogSize", "256"),
        *("--networkMessageCompressors", "snappy", "--noscripting"),
        *("--logpath", str(home.log), "--logappend", "--logRotate", "reopen", "--quiet"),
        *("--wiredTigerCacheSizeGB", f"{cache():.2f}"),
        *("--wiredTigerEngineConfigString", "log=(file_max=16MB,prealloc=false)"),
        *("--setParameter", "diagnosticDataCollectionEnabled=false"),
        *("--setParameter", f"minSnapshotHistoryWindowInSeconds={HISTORY}"),
        *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
    ]


def cache() -> float:
    """GB of cache: an eighth of the memory, a quarter of a GB at least and two at most."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return min(max(memory / 8, 0.25), 2)


def complaints(home: Home, *, since: int) -> str:
    """What a mongod printed, and what it logged since, without the lines that inform or warn."""
    said = home.output.read_text(errors="replace")
    if home.log.exists():
        with home.log.open(errors="replace") as log:
            log.seek(since)
            said += log.read()
    return "\n".join(line for line in said.splitlines() if '"s":"I"' not in line and '"s":"W"' not in line)

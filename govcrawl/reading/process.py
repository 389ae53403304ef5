"""The process of a worker, and the pipes to it; workers may be started before there is a crawl to work for."""

import asyncio
import os
import subprocess
import sys
from collections import deque
from subprocess import PIPE
from typing import Self

from govcrawl.reading.messages import LENGTH


class Process:
    """A worker process that the running event loop speaks with."""

    def __init__(self, process: subprocess.Popen[bytes], told: asyncio.WriteTransport, said: asyncio.StreamReader):
        self._process = process
        self._told = told
        self._said = said

    @classmethod
    async def started(cls) -> Self:
        """A worker, one of those started ahead where there are any."""
        process = _AHEAD.popleft() if _AHEAD else start()
        loop, said = asyncio.get_running_loop(), asyncio.StreamReader()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(said), process.stdout)
        told, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, process.stdin)
        return cls(process, told, said)

    @property
    def pid(self) -> int:
        return self._process.pid

    def tell(self, message: bytes) -> None:
        self._told.write(message)

    async def said(self) -> bytes | None:
        """What it says next, pickled; ``None`` once it has ended."""
        try:
            head = await self._said.readexactly(LENGTH.size)
            return await self._said.readexactly(LENGTH.unpack(head)[0])
        except (asyncio.IncompleteReadError, ConnectionError):
            return None

    def dismiss(self) -> None:
        """Has it end once it has read what it holds."""
        self._told.close()

    def kill(self) -> None:
        self._process.kill()

    async def ended(self) -> None:
        """Returns once it is no more."""
        await asyncio.to_thread(self._process.wait)


_AHEAD: deque[subprocess.Popen[bytes]] = deque()


def start_ahead(count: int) -> None:
    """Starts workers for the crawl that is about to be imported, which takes as long as they do.

    Those that nobody asks for end with this process.
    """
    _AHEAD.extend(start() for _ in range(count))


def start() -> subprocess.Popen[bytes]:
    """A worker that finds the modules that this process does; its numeric libraries keep to one thread.

    It has a process group of its own: what a terminal interrupts is the crawl, which ends its workers.
    """
    path = os.pathsep.join(each or os.curdir for each in sys.path)
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": path}
    command = [sys.executable, "-m", "govcrawl.reading.worker"]
    return subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=environment, process_group=0)

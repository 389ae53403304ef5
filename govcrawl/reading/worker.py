"""``python -m govcrawl.reading.worker``: reads the pages that come in by standard input, one after the other.

It outlives no crawl: it ends where its input does, and the kernel ends it where the crawl was killed while it was at
work. A signal to all processes of a terminal or a service is the crawl's to answer, and leaves it at its work.
"""

import ctypes
import gc
import os
import pickle
import resource
import signal
import sys
import traceback
from typing import BinaryIO

from govcrawl.reading.errands import Answer, answer
from govcrawl.reading.messages import Broken, message, received

MEMORY = 3 * 2**30  # bytes of address space; a page that takes more ends its worker
DIE_WITH_PARENT = 1  # prctl(2): PR_SET_PDEATHSIG


def main() -> None:
    inbox, outbox = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no message
    prepare()
    try:
        work(inbox, outbox)
    except BrokenPipeError:
        os._exit(0)  # the crawl is no more, and what was left to say is for nobody


def work(inbox: BinaryIO, outbox: BinaryIO) -> None:
    """Says that it is ready, and answers errand after errand until no more come."""
    outbox.write(message(None))
    outbox.flush()
    while (errand := received(inbox)) is not None:
        outbox.write(message(answered(errand)))
        outbox.flush()


def prepare() -> None:
    """Ties the process to its parent, bounds its memory, and has it leave signals to the parent."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    gc.freeze()


def answered(errand: bytes) -> Answer | Broken:
    """The answer to an errand; a fault of ours is raised in the crawl, as if the page were read there."""
    try:
        return answer(pickle.loads(errand))  # noqa: S301  of the crawl that started this process
    except MemoryError:
        os._exit(1)
    except Exception:
        return Broken(traceback.format_exc())


if __name__ == "__main__":
    main()

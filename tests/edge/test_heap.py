"""The memory of the crawl's own process."""

import subprocess
import sys

import pytest

CHATTER = """
import ctypes, sys, threading
from govcrawl.runner import share_heap
if sys.argv[1:]:
    share_heap()
together = threading.Barrier(8)
def take() -> None:
    together.wait()
    held = [bytes(5000) for _ in range(100)]
    together.wait()
threads = [threading.Thread(target=take) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info(0, ctypes.c_void_p(libc.fdopen(1, b"w")))
libc.fflush(None)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a matter of glibc")
def test_the_threads_of_a_crawl_share_one_heap() -> None:
    assert heaps() > 1
    assert heaps("shared") == 1


def heaps(*arguments: str) -> int:
    """How many heaps eight threads that allocate at once leave behind."""
    told = subprocess.run([sys.executable, "-c", CHATTER, *arguments], capture_output=True, text=True, check=True)
    return told.stdout.count("<heap nr=")

"""A process that has imported what every ``govcrawl`` does, and forks one for whoever asks: ``stove.py SOCKET``.

It says an empty line when it is hot, and ends where its standard input does. Nothing that it imports reads the
environment, starts a thread or opens a socket, so that a forked process is as one that has imported it itself.
"""

import ast
import gc
import os
import resource
import runpy
import select
import socket
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

ROOT = Path(__file__).parents[2]
ROOMS = ("archive", "chinese", "crawl", "dedup", "export", "extract", "normalize", "platforms", "reading", "store")
LIBRARIES = (
    "scrapy.core.downloader.contextfactory",
    "click",
    "protego",
    "rich.logging",
    "rich.progress",
    "rich.table",
    "scrapy.crawler",
    "scrapy.pqueues",
)
COMPONENTS = ("DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE")  # of Scrapy's own settings
MOST = 1 << 20  # bytes of what a starter says


def heat() -> None:
    """Imports what does not depend on who asks."""
    for library in LIBRARIES:
        import_module(library)
    for room in ROOMS:
        for module in iter_modules([str(ROOT / "govcrawl" / room)], f"govcrawl.{room}."):
            import_module(module.name)
    own = import_module("scrapy.settings.default_settings")
    for component in {component for kind in COMPONENTS for component in getattr(own, kind)}:
        import_module(component.rpartition(".")[0])
    assert "govcrawl.settings" not in sys.modules, "it is the environment of who asks that counts"
    assert "twisted.internet.reactor" not in sys.modules, "a reactor is a process's own"
    gc.freeze()


def serve(listener: socket.socket) -> None:
    """Forks one who attends to whoever comes, until standard input ends."""
    while listener in select.select([listener, sys.stdin], [], [])[0]:
        line, _ = listener.accept()
        with line:
            if os.fork() == 0:
                listener.close()
                attend(line)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass


def attend(line: socket.socket) -> None:
    """Forks a ``govcrawl`` with the streams that come in, and says what its number is, and then how it ended."""
    said, streams, _, _ = socket.recv_fds(line, MOST, 3)
    while more := line.recv(MOST):
        said += more
    arguments, *circumstances = ast.literal_eval(said.decode())
    number = os.fork()
    if number == 0:
        line.close()
        become(streams, *circumstances)
        sys.argv = ["govcrawl", *arguments]
        runpy.run_module("govcrawl", run_name="__main__", alter_sys=True)
        sys.exit()
    for stream in (0, 1, 2, *streams):
        os.close(stream)
    line.sendall(b"%d\n" % number)
    line.sendall(b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]))
    os._exit(0)


def become(streams: list[int], cwd: str, environment: dict[str, str], largest: tuple[int, int]) -> None:
    """Makes this process one of given standard streams, directory, environment and bound of file sizes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, largest)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = os.fdopen(0, closefd=False), os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = [cwd, *filter(None, environment.get("PYTHONPATH", "").split(os.pathsep))]


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    heat()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(sys.argv[1])
        listener.listen()
        sys.stdout.write("\n")
        sys.stdout.flush()
        serve(listener)

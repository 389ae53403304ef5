"""Stands for a process that the stove forks: ``starter.py SOCKET FILE ARGUMENT …``.

It hands over its own directory, environment, streams and bound of file sizes, writes the number of the process to an
open file of that number, and ends as the process does. It imports little, so that it starts at once.
"""

import os
import resource
import signal
import socket
import sys


def main(address: str, told: int, arguments: list[str]) -> None:
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        place = os.getcwd()  # noqa: PTH109  pathlib takes its time to import
        said = arguments, place, dict(os.environ), resource.getrlimit(resource.RLIMIT_FSIZE)
        socket.send_fds(line, [repr(said).encode()], [0, 1, 2])
        line.shutdown(socket.SHUT_WR)
        with line.makefile() as answers:
            os.write(told, answers.readline().encode())
            os.close(told)
            end(int(answers.readline()))


def end(status: int) -> None:
    """Ends this process with an exit status, or by the signal that a negative one names."""
    if status < 0:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if -status != signal.SIGKILL:
            signal.signal(-status, signal.SIG_DFL)
        os.kill(os.getpid(), -status)
    os._exit(status)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3:])

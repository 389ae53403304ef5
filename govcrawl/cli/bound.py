"""The command line as a process that ends with the one that started it: ``python -m govcrawl.cli.bound PID VERB …``.

However a supervisor dies, it leaves no run behind: Linux kills what is bound to it. Elsewhere such a run goes on to its
end, and no other of its site begins meanwhile.
"""

import ctypes
import os
import signal
import sys

from govcrawl.cli import main
from govcrawl.cli.outcome import NOT_STARTED

PR_SET_PDEATHSIG = 1


def bind(parent: int) -> None:
    """Has this process killed when its parent dies; ends it where the parent is dead already."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit(NOT_STARTED)


if __name__ == "__main__":
    bind(int(sys.argv.pop(1)))
    main()

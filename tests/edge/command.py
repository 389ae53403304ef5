"""The command line as a process of its own: Twisted's reactor starts once a process."""

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent


@dataclass
class Command:
    """The command line, run beside a web and a database."""

    environment: dict[str, str]
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, *arguments: str, **given: str) -> subprocess.Popen[str]:
        """A running ``govcrawl`` with these arguments; ``given`` goes to its environment."""
        started = subprocess.Popen(
            [sys.executable, "-m", "govcrawl", *arguments],
            cwd=HERE,
            env=self.environment | given,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.running.append(started)
        return started

    def __call__(self, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
        """A ``govcrawl`` that has ended."""
        started = self.start(*arguments, **given)
        out, said = started.communicate(timeout=120)
        assert "Traceback" not in said, said
        return subprocess.CompletedProcess(arguments, started.returncode, out, said)

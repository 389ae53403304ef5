"""The command line as a process of its own: Twisted's reactor starts once a process."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from warm import Warm
from web import Web

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@dataclass
class Command:
    """The command line, run beside a web and a database."""

    environment: dict[str, str]
    running: list[Warm] = field(default_factory=list)

    def start(self, *arguments: str, **given: str) -> Warm:
        """A running ``govcrawl`` with these arguments; ``given`` goes to its environment."""
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        started = Warm(*arguments, cwd=HERE, env=self.environment | given, **pipes)
        self.running.append(started)
        return started

    def __call__(self, *arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
        """A ``govcrawl`` that has ended."""
        started = self.start(*arguments, **given)
        out, said = started.communicate(timeout=120)
        assert "Traceback" not in said, said
        return subprocess.CompletedProcess(arguments, started.returncode, out, said)


def environment(web: Web, data_dir: Path) -> dict[str, str]:
    """The environment of a command that meets this web and nothing else."""
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | {
        "PYTHONPATH": f"{ROOT}:{HERE}",
        "GOVCRAWL_SPIDER_MODULES": "villages",
        "GOVCRAWL_DATA_DIR": str(data_dir),
        "GOVCRAWL_PROXY": web.proxy,
        "GOVCRAWL_LOOPBACK_DELAY": "0",
        "GOVCRAWL_WORKERS": "0",  # those that read beside the crawl have tests of their own
    }

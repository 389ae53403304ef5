"""The commands that a page of documentation shows."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```console(?P<marks>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of a ``console`` block; ``marks`` are the words after ``console``: ``network`` is not run by tests."""

    page: str
    command: str
    marks: frozenset[str]

    @property
    def words(self) -> list[str]:
        return shlex.split(self.command, comments=True)


def shown() -> Iterator[Shown]:
    """Every command after a ``$`` in the ``console`` blocks of README.md and docs/, continued lines joined."""
    for page in PAGES:
        for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
            marks = frozenset(block["marks"].split())
            for line in block["text"].replace("\\\n", "").splitlines():
                if line.startswith("$ "):
                    yield Shown(str(page.relative_to(ROOT)), line[2:], marks)

"""An export that is killed."""

import random
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

KILLS = 15
# Writes two different exports in turn, for ever, and says once that it has begun.
ENDLESS = """
import sys
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from govcrawl.export.corpus import write_file
from govcrawl.export.manifest import State
from govcrawl.export.selection import Selection
from govcrawl.export.shape import Shape
shape = Shape(names=("_id", "body"))
state = State(taken_at=datetime(2024, 3, 6, tzinfo=UTC), cursor="2024-03-06T00:00:00Z")
for body in cycle(("甲" * 400, "乙" * 400)):
    document = {"_id": "a", "site": "xsnet", "genre": "news", "body": body}
    write_file([document] * 3000, Path(sys.argv[1]), shape=shape, selection=Selection(), state=state)
    print(flush=True)
"""


def test_a_killed_export_leaves_a_whole_file_and_litter_that_the_next_removes(tmp_path: Path) -> None:
    target, choose = tmp_path / "corpus.jsonl", random.Random(9)
    whole = {f'{{"_id":"a","body":"{sign * 400}"}}\n'.encode() * 3000 for sign in "甲乙"}
    found = []
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", ENDLESS, target], stdout=subprocess.PIPE) as export:
            assert export.stdout is not None
            export.stdout.readline()
            with suppress(subprocess.TimeoutExpired):
                export.wait(choose.uniform(0.05, 0.2))
            export.send_signal(signal.SIGKILL)
        found.append(target.read_bytes() if target.exists() else None)
        assert sum(path.suffix == ".partial" for path in tmp_path.iterdir()) <= 2
    assert set(found) <= {*whole, None}
    assert whole & set(found)

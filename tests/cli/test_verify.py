"""``govcrawl verify``."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from govcrawl.cli.verify import command
from govcrawl.errors import GovcrawlError
from govcrawl.export.corpus import write_file
from govcrawl.export.manifest import State
from govcrawl.export.selection import Selection
from govcrawl.export.shape import Shape


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    target = tmp_path / "corpus.jsonl"
    state = State(taken_at=datetime(2024, 3, 6, tzinfo=UTC), cursor="2024-03-06T00:00:00Z")
    write_file([], target, shape=Shape(), selection=Selection(), state=state)
    return target


def test_a_whole_file_is_said_to_be_so(exported: Path) -> None:
    said = CliRunner().invoke(command, [str(exported)])
    assert said.exit_code == 0
    assert "0 articles, taken at 2024-03-06T08:00:00+08:00" in said.stdout


def test_a_changed_file_is_an_error(exported: Path) -> None:
    exported.write_bytes(b"{}\n")
    assert isinstance(CliRunner().invoke(command, [str(exported)]).exception, GovcrawlError)

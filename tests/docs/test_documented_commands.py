"""README.md and docs/ show commands that work: each is run, or at least understood where it needs the network."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from textwrap import dedent

import pytest
from warm import starter

from govcrawl.cli import govcrawl
from govcrawl.cli.catalogue import sites
from govcrawl.items import Article
from govcrawl.store.connection import connect
from tests.docs.console import PAGES, ROOT, Shown, shown
from tests.store.conftest import article_fields

COMMANDS = list(shown())
NOT_RUN = re.compile(r"(?:^```py|/python - .*?<<'END')\n(.*?)^ *(?:```|END)$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAVED_PAGE = """<html><head><title>三新社区：楼道长上岗记</title></head><body><h1>三新社区：楼道长上岗记</h1>
<p>发布时间：2022-05-23 19:55　来源：三新社区</p><div>{}</div></body></html>"""


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who follows a page: a directory to work in, an environment, and ``programs``, govcrawl among them."""

    directory: Path
    environment: dict[str, str]
    programs: Path

    def run(self, *command: str, warm: bool = False) -> "subprocess.CompletedProcess[str]":
        path = f"{self.programs / ('warm' if warm else 'cold')}:{os.environ['PATH']}"
        return subprocess.run(
            command,
            cwd=self.directory,
            env=self.environment | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def reader(tmp_path: Path, mongodb_uri: str) -> Iterator[Reader]:
    work, programs = tmp_path / "work", tmp_path / "programs"
    work.mkdir()
    program(programs / "cold" / "govcrawl", sys.executable, "-m", "govcrawl")
    program(programs / "warm" / "govcrawl", *starter(9), more="9>/dev/null")
    (work / "page.html").write_text(
        SAVED_PAGE.format("<p>楼道长上岗第一天，先把公告栏擦了一遍，又挨家问了意见。</p>" * 4)
    )
    database = f"test_{uuid.uuid4().hex}"
    given = {"MONGODB_URI": mongodb_uri, "MONGODB_DATABASE": database, "GOVCRAWL_DATA_DIR": str(tmp_path / "data")}
    with connect(mongodb_uri, database=database) as store:
        for number, site in enumerate(("xsnet", "xsnet", "fanwen")):
            fields = article_fields(f"http://www.example.cn/{number}.html")
            store.articles.save(replace(Article(**fields), site=site, title="三新社区：楼道长上岗记"))
        yield Reader(work, os.environ | given | {"PYTHONPATH": str(ROOT)}, programs)
        store.client.drop_database(database)


def program(path: Path, *command: str, more: str = "") -> None:
    path.parent.mkdir(parents=True)
    path.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@" {more}\n')
    path.chmod(0o755)


@pytest.mark.parametrize("page", [str(page.relative_to(ROOT)) for page in PAGES])
def test_a_reader_who_follows_a_page_is_not_led_astray(page: str, reader: Reader) -> None:
    for command in COMMANDS:
        if command.page == page and is_run(command):
            said = reader.run("bash", "-c", command.command, warm=not is_first(command))
            assert said.returncode == 0, f"{command.command}: {said.stderr}"
    for code in PYTHON.findall((ROOT / page).read_text(encoding="utf-8")) if page != "docs/design.md" else ():
        said = reader.run(sys.executable, "-W", "error", "-c", code)
        assert said.returncode == 0, said.stderr


@pytest.mark.parametrize(
    "command", [each for each in COMMANDS if each.words[0] == "govcrawl"], ids=lambda it: it.command
)
def test_a_shown_command_is_understood(command: Shown) -> None:
    verb, *arguments = (word.replace("page.html", __file__) for word in command.words[1:])
    found = govcrawl.get_command(govcrawl.make_context("govcrawl", [verb]), verb)
    assert found is not None
    if verb not in ("verify", "db", "schedule", "alarms"):
        found.make_context(verb, [re.sub(r"^\$\(.*\)$", "2024-03-01", each) for each in arguments])


def test_what_is_shown_for_other_programs_is_python_all_the_same() -> None:
    codes = [code for page in PAGES for code in NOT_RUN.findall(page.read_text(encoding="utf-8"))]
    assert len(codes) == 3
    for code in codes:
        compile(dedent(code), "a page", "exec")


def test_a_shown_target_of_make_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = [each.words[1] for each in COMMANDS if each.words[0] == "make"]
    assert {"demo", "test"} <= set(targets)
    assert [target for target in targets if f"\n{target}:" not in makefile] == []


def test_a_shown_spider_exists() -> None:
    crawled = [each.words[2] for each in COMMANDS if each.words[:2] in (["scrapy", "crawl"], ["govcrawl", "crawl"])]
    assert crawled
    assert set(crawled) <= set(sites())


def test_every_verb_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [verb for verb in govcrawl.list_commands(None) if f"govcrawl {verb}" not in readme] == []  # type: ignore[arg-type]


def test_every_variable_that_is_read_is_documented() -> None:
    read = set(
        re.findall(r'_(?:text|number|is_on|choice)\(\s*"(\w+)"', (ROOT / "govcrawl" / "settings.py").read_text())
    )
    page = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
    assert len(read) > 5
    assert [name for name in sorted(read) if f"`{name}`" not in page] == []


def is_run(command: Shown) -> bool:
    """Whether a test can run it: no network, nothing that builds the project, jq where there is one."""
    needs_jq = "jq" in command.command and shutil.which("jq") is None
    return "network" not in command.marks and command.words[0] != "make" and not needs_jq


def is_first(command: Shown) -> bool:
    """Whether no command before it has its verb; this one is started from nothing."""
    return command == next(each for each in COMMANDS if is_run(each) and each.words[:2] == command.words[:2])

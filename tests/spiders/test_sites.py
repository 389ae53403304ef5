"""What every ready-made site must keep to."""

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
from statistics import median

import pytest

import govcrawl.spiders
from govcrawl.cli.schedule import DEFAULTS
from govcrawl.schedule.plan import plan_of
from govcrawl.site import Site
from govcrawl.spiders.base import SiteSpider

MODULES = [name for _, name, _ in pkgutil.iter_modules(govcrawl.spiders.__path__) if name != "base"]
LONGEST_MEDIAN = 20  # lines of a declaration, its docstring and imports not counted


def site_of(module: str) -> Site:
    return spider_of(module).site


def spider_of(module: str) -> type[SiteSpider]:
    loaded = import_module(f"govcrawl.spiders.{module}")
    (spider,) = (
        value
        for value in vars(loaded).values()
        if inspect.isclass(value) and issubclass(value, SiteSpider) and value is not SiteSpider
    )
    return spider


@pytest.mark.parametrize("module", MODULES)
def test_a_site_bears_the_name_of_its_module(module: str) -> None:
    assert site_of(module).name == spider_of(module).name == module


@pytest.mark.parametrize("module", MODULES)
def test_no_site_is_less_polite_than_the_project(module: str) -> None:
    assert site_of(module).delay >= 1.0


@pytest.mark.parametrize("module", MODULES)
def test_a_site_names_its_hosts_or_takes_its_addresses_from_the_command_line(module: str) -> None:
    site = site_of(module)
    assert site.hosts or site.start_urls
    assert all(reaches(site, column.url) for column in site.columns)


@pytest.mark.parametrize("module", MODULES)
def test_a_site_says_what_it_is_and_names_each_column_once(module: str) -> None:
    site = site_of(module)
    assert import_module(f"govcrawl.spiders.{module}").__doc__
    assert len({column.url for column in site.columns}) == len(site.columns)
    assert site.columns or site.start_urls


@pytest.mark.parametrize("module", MODULES)
def test_a_site_that_nobody_has_fetched_does_not_call_itself_verified(module: str) -> None:
    assert site_of(module).confidence != "verified"


@pytest.mark.parametrize("module", MODULES)
def test_when_a_site_is_run_is_said_so_that_a_supervisor_understands_it(module: str) -> None:
    assert plan_of(site_of(module), None, DEFAULTS).site == module


def test_a_declaration_is_short() -> None:
    folder = Path(govcrawl.spiders.__path__[0])
    lengths = [len(declaration(folder / f"{module}.py")) for module in MODULES]
    assert median(lengths) <= LONGEST_MEDIAN


def declaration(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("class "))
    return [line for line in lines[start:] if line.strip()]


def reaches(site: Site, url: str) -> bool:
    host = url.split("/")[2]
    return any(host == known or (known.startswith(".") and host.endswith(known)) for known in site.hosts)

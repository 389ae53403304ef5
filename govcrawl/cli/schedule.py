"""``govcrawl schedule``: when sites are run, and the supervisor that runs them."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import click
import orjson

from govcrawl import settings
from govcrawl.alarms.watcher import Watcher
from govcrawl.cli.alarms import configured
from govcrawl.cli.catalogue import site_named, sites
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.planned import HEAD, cells, told
from govcrawl.cli.standing import Standing
from govcrawl.cli.table import print_table
from govcrawl.errors import UsageError
from govcrawl.schedule.bell import Bell
from govcrawl.schedule.plan import Defaults, plan_of
from govcrawl.schedule.supervisor import Supervisor, Terms
from govcrawl.schedule.timetable import seconds, timetable
from govcrawl.schedule.units import Unit, units
from govcrawl.site import Site
from govcrawl.store.connection import Store
from govcrawl.store.spool import DIRECTORY

LINE = "%(asctime)s %(levelname)s %(message)s"
DEFAULTS = Defaults(
    every=settings.GOVCRAWL_EVERY,
    jitter=settings.GOVCRAWL_JITTER,
    longest=settings.GOVCRAWL_LONGEST,
    quiet=settings.GOVCRAWL_QUIET,
)


@click.group()
def command() -> None:
    """Run sites when they are due, on one machine or several; say and change when that is."""


@command.command()
@click.argument("names", metavar="[SITE]...", nargs=-1)
@click.option("--at-once", default=4, show_default=True, type=click.IntRange(1, 64), help="Runs at a time.")
@click.option("--grace", default="30s", show_default=True, help="From the word to end to the kill.")
@click.option("--metrics", type=click.IntRange(0, 65535), metavar="PORT", help="Answer Prometheus on this machine.")
@database_options
def run(names: tuple[str, ...], at_once: int, grace: str, metrics: int | None, chosen: Chosen) -> None:
    """Run every site, or these, when they are due, until told to end.

    One process a run. Several of these, on one machine or more, share the work through the one database. SIGTERM or
    Ctrl-C ends the runs in order, whose sites are due again at once; a second one kills them. Exit status: 0 told to
    end; 2 a site's timetable or a channel of the alarms is wrong; 75 no MongoDB.
    """
    wanted = [schedulable(name) for name in names] or [*scheduled().values()]
    for site in wanted:
        plan_of(site, None, DEFAULTS)
    logging.basicConfig(level=logging.INFO, format=LINE)
    command = (sys.executable, "-m", "govcrawl.cli.bound", str(os.getpid()), "crawl")
    terms = Terms(
        command=command,
        environment={**os.environ, **chosen.environment},
        defaults=DEFAULTS,
        slots=at_once,
        grace=seconds(grace),
    )
    known = {site.name: site for site in wanted}
    ways = configured()
    with (
        Standing(chosen) as standing,
        Watcher(known, store=lambda: standing.store, channels=ways) as watcher,
        Bell() as bell,
    ):
        supervisor = Supervisor(wanted, revive=standing.revive, terms=terms, bell=bell, watch=watcher.look)
        with nullcontext() if metrics is None else measured(supervisor, metrics):
            supervisor.run()


@contextmanager
def measured(supervisor: Supervisor, port: int) -> Iterator[None]:
    """A block in which Prometheus may ask how the crawl of a supervisor goes."""
    from govcrawl.metrics import serving

    spool = Path(settings.GOVCRAWL_DATA_DIR, DIRECTORY)
    with serving(lambda: supervisor.store, spool=spool, port=port) as found:
        click.echo(f"Metrics are at http://127.0.0.1:{found}/metrics.", err=True)
        yield


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a site.")
@database_options
def list_(as_json: bool, chosen: Chosen) -> None:
    """List the sites: when each is due, how its latest run went. Times are China's."""
    with chosen.opened() as store:
        held = {schedule.site: schedule for schedule in store.schedules.all()}
        rows = [
            told(site, plan_of(site, held.get(name), DEFAULTS), held.get(name), store)
            for name, site in scheduled().items()
        ]
    if as_json:
        for row in rows:
            click.echo(orjson.dumps(row))
    else:
        print_table(HEAD, [tuple(cells(row)) for row in rows])


@command.command("set")
@click.argument("name", metavar="SITE")
@click.option("--every", help="A period such as 6h, or a cron line such as '30 6 * * *'.")
@click.option("--jitter", help="How much later at most, as 5m.")
@click.option("--longest", help="How long a run may take, as 2h.")
@click.option("--as-declared", is_flag=True, help="Take back what was set: the site's file counts again.")
@database_options
def set_(
    name: str, every: str | None, jitter: str | None, longest: str | None, as_declared: bool, chosen: Chosen
) -> None:
    """Override when a site is run, for every supervisor."""
    wishes = {"every": every, "jitter": jitter, "longest": longest}
    given: dict[str, str | None] = {field: wish for field, wish in wishes.items() if wish is not None}
    if bool(given) == as_declared:
        raise UsageError("say --every, --jitter or --longest, or --as-declared")
    timetable(every or DEFAULTS.every, jitter=jitter or "0s")
    seconds(longest or DEFAULTS.longest)
    with chosen.opened() as store:
        site = entered(store, name)
        store.schedules.override(site.name, given or wishes)
        say(site, store)


@command.command()
@click.argument("name", metavar="SITE")
@database_options
def pause(name: str, chosen: Chosen) -> None:
    """Keep a site from being run until it is resumed; a run that goes on is left alone."""
    with chosen.opened() as store:
        site = entered(store, name)
        store.schedules.pause(site.name)
        click.echo(f"{site.name} is paused: govcrawl schedule resume {site.name}")


@command.command()
@click.argument("name", metavar="SITE")
@database_options
def resume(name: str, chosen: Chosen) -> None:
    """Have a paused site run again when it is due."""
    with chosen.opened() as store:
        site = entered(store, name)
        store.schedules.pause(site.name, paused=False)
        say(site, store)


@command.command()
@click.argument("name", metavar="SITE")
@database_options
def now(name: str, chosen: Chosen) -> None:
    """Have a site run out of turn by the first supervisor that has a slot free, paused or not."""
    with chosen.opened() as store:
        site = entered(store, name)
        store.schedules.ask(site.name)
        click.echo(f"{site.name} is run within seconds, where a supervisor works: govcrawl schedule run")


@command.command()
@click.option("-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Write the files here.")
@click.option("--timers", is_flag=True, help="A timer a site, for those who want no supervisor.")
def systemd(output: Path | None, timers: bool) -> None:
    """Print systemd units: a hardened service for the supervisor, or for a run, with a timer a site."""
    plans = [plan_of(site, None, DEFAULTS) for site in scheduled().values()] if timers else []
    for unit in units(program(), plans):
        if output is None:
            click.echo(f"# {unit.name}\n{unit.text}")
        else:
            write(output, unit)


def scheduled() -> dict[str, Site]:
    """The sites that have lists of their own to look at, by name."""
    return {name: site for name, site in sites().items() if site.columns}


def entered(store: Store, name: str) -> Site:
    """The site of a name, which has a schedule now; raises UsageError for one that can have none."""
    site = schedulable(name)
    if store.schedules.get(site.name) is None:
        store.schedules.enter(site.name, timetable=plan_of(site, None, DEFAULTS).timetable.every)
    return site


def schedulable(name: str) -> Site:
    """The site of a name; raises UsageError where there is none, or it has no lists to look at."""
    site = site_named(name)
    if not site.columns:
        raise UsageError(f"{site.name} has no lists of its own, so nothing to do at set times")
    return site


def say(site: Site, store: Store) -> None:
    """Prints what is planned for a site now."""
    plan = plan_of(site, store.schedules.get(site.name), DEFAULTS)
    click.echo(
        f"{site.name} is run every {plan.timetable.every}, up to {plan.timetable.jitter:g} s later, "
        f"for {plan.longest:g} s at most"
    )


def program() -> str:
    """The command by which govcrawl was started here, for a unit file."""
    return f"{sys.executable} -m govcrawl"


def write(directory: Path, unit: Unit) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    (directory / unit.name).write_text(unit.text, encoding="utf-8")
    click.echo(str(directory / unit.name))

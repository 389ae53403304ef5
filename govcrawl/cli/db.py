"""``govcrawl db``: the MongoDB that govcrawl runs for itself where no ``MONGODB_URI`` is given."""

from collections.abc import Mapping
from pathlib import Path

import click

from govcrawl import settings
from govcrawl.cli.database import Chosen, database_options
from govcrawl.errors import StoreError
from govcrawl.export.atomic import atomic
from govcrawl.store.embedded import Status, start, status, stop


@click.group()
def command() -> None:
    """Start, stop and find the MongoDB that govcrawl runs for itself; dump and restore what any holds."""


@command.command("start")
def start_() -> None:
    """Start it, to run until it is stopped."""
    _print(start(_data_dir()))


@command.command("stop")
def stop_() -> None:
    """Stop it as soon as nobody uses it."""
    _print(stop(_data_dir()))


@command.command("status")
def status_() -> None:
    """Say whether it runs, where, and who uses it."""
    _print(status(_data_dir()))


@command.command()
def uri() -> None:
    """Print the URI of the MongoDB that govcrawl uses."""
    known = settings.MONGODB_URI or status(_data_dir()).uri
    if known is None:
        raise StoreError("the embedded MongoDB does not run: start it with govcrawl db start")
    click.echo(known)


@command.command()
@click.argument("target", metavar="FILE")
@database_options
def dump(chosen: Chosen, *, target: str) -> None:
    """Write all that the database holds to one file, as of this moment; crawls may go on."""
    from govcrawl.store.dump import dump as write

    with chosen.opened() as store, atomic(Path(target)) as file:
        _print_counts(target, write(store.database, file))


@command.command()
@click.argument("source", metavar="FILE")
@database_options
def restore(chosen: Chosen, *, source: str) -> None:
    """Put a dump into an empty database, of this MongoDB or of another."""
    from govcrawl.store.dump import restore as read

    with Path(source).open("rb") as file, chosen.opened() as store:
        _print_counts(source, read(store.database, file))


def _print_counts(file: str, counts: Mapping[str, int]) -> None:
    told = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in sorted(counts.items()) if number)
    click.echo(f"{file}: {told or 'nothing'}")


def _data_dir() -> Path:
    return Path(settings.GOVCRAWL_DATA_DIR)


def _print(known: Status) -> None:
    if settings.MONGODB_URI:
        click.echo("MONGODB_URI is set: govcrawl uses that MongoDB, and not this one", err=True)
    if known.uri is None:
        click.echo(f"stopped; its data is in {known.home}")
        return
    users = ", ".join(map(str, known.users)) or "none"
    until = "until govcrawl db stop" if known.kept else "until its last user has gone"
    click.echo(f"running {until}\nuri    {known.uri}\ndata   {known.home}\nlog    {known.log}")
    click.echo(f"pid    {known.pid}\nusers  {users}")

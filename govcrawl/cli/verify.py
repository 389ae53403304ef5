"""``govcrawl verify``."""

from pathlib import Path

import click

from govcrawl.export.manifest import verify


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def command(file: Path) -> None:
    """Check an exported file against the manifest beside it."""
    said = verify(file)
    click.echo(f"{file}: as its manifest says, {said['articles']} articles, taken at {said['taken_at']}")

"""``govcrawl schema``."""

import json

import click

from govcrawl.export.schema import record_schema


@click.command()
def command() -> None:
    """Print the JSON Schema of a record of an export."""
    click.echo(json.dumps(record_schema(), ensure_ascii=False, indent=2))

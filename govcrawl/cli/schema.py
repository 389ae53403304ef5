"""``govcrawl schema``."""

import json

import click

from govcrawl.export.dictionary import dictionary
from govcrawl.export.schema import record_schema


@click.command()
@click.option("--markdown", is_flag=True, help="The data dictionary as a Markdown table instead.")
def command(markdown: bool) -> None:
    """Print the JSON Schema of a record of an export."""
    click.echo(dictionary() if markdown else json.dumps(record_schema(), ensure_ascii=False, indent=2))

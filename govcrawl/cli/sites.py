"""``govcrawl sites``."""

import click

from govcrawl.cli.catalogue import hosts, sites
from govcrawl.cli.table import print_table
from govcrawl.export.records import line
from govcrawl.site import Site


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a site.")
def command(as_json: bool) -> None:
    """List the sites: name, platform, columns, and how far the declaration was checked."""
    if as_json:
        for site in sites().values():
            click.echo(line(_values(site)), nl=False)
        return
    print_table(
        ("site", "title", "platform", "columns", "confidence", "note"),
        [(s.name, s.title, s.platform.name, str(len(s.columns)), s.confidence, s.note) for s in sites().values()],
        numbers=("columns",),
    )


def _values(site: Site) -> dict[str, object]:
    return {
        "name": site.name,
        "title": site.title,
        "platform": site.platform.name,
        "columns": [{"name": column.name, "url": column.url} for column in site.columns],
        "hosts": hosts(site),
        "start_urls": site.start_urls,
        "confidence": site.confidence,
        "note": site.note,
    }

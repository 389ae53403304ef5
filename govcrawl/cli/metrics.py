"""``govcrawl metrics``."""

from pathlib import Path

import click

from govcrawl import settings
from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.report import ended
from govcrawl.cli.standing import Standing
from govcrawl.store.spool import DIRECTORY

PORT = 9480


@click.command()
@click.option("--serve", is_flag=True, help="Answer Prometheus until Ctrl-C.")
@click.option("--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Where; 0: a free one.")
@click.option("--address", default="127.0.0.1", show_default=True, help="The address to listen at.")
@database_options
def command(chosen: Chosen, *, serve: bool, port: int, address: str) -> None:
    """Print what Prometheus is told of the crawl, once or whenever it asks."""
    from govcrawl.metrics import exposition, serving

    spool = Path(settings.GOVCRAWL_DATA_DIR, DIRECTORY)
    if not serve:
        with chosen.opened() as store:
            click.echo(exposition(store, spool=spool), nl=False)
        return
    with (
        ended() as end,
        Standing(chosen) as standing,
        serving(standing.revive, spool=spool, port=port, address=address) as found,
    ):
        click.echo(f"Metrics are at http://{address}:{found}/metrics until Ctrl-C.")
        end.wait()

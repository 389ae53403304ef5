"""``govcrawl restory``."""

from collections import Counter
from datetime import date

import click

from govcrawl.cli.database import Chosen, database_options
from govcrawl.cli.moments import Day
from govcrawl.cli.outcome import DONE
from govcrawl.cli.progress import tracked
from govcrawl.export.records import line
from govcrawl.items import Story
from govcrawl.store.sweep import Moved


@click.command()
@click.option("--since", type=Day(), help="Only articles published on this day or later, China time.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object an article that moved.")
@database_options
def command(chosen: Chosen, *, since: date | None, as_json: bool) -> int:
    """Decide anew which articles are of one story, after a change of the rules.

    Prints each article whose place is another now, from which to which. Crawls may go on meanwhile; a sweep that is
    interrupted goes on where it stood when the same command is given again. With --since, articles that share a story
    with one of those looked at may move too.
    """
    with chosen.opened() as store:
        sweep = store.sweep(since=since)
        looked = sweep.begin()
        if looked:
            click.echo(f"going on after {looked:,} articles", err=True)
        looked += sum(1 for _ in tracked(sweep.run(), total=sweep.total))
        kinds: Counter[str] = Counter()
        for moved in sweep.moved():
            kinds[_kind(moved)] += 1
            click.echo(line(_values(moved)) if as_json else _row(moved), nl=not as_json)
        sweep.end()
    counted = ", ".join(f"{kinds[kind]:,} {kind}" for kind in sorted(kinds)) or "none moved"
    click.echo(f"{looked:,} articles decided anew: {counted}", err=True)
    return DONE


def _kind(moved: Moved) -> str:
    if moved.before is None or moved.before.id != moved.after.id:
        return "to another story"
    return "to another role" if moved.before.role != moved.after.role else "to another similarity"


def _row(moved: Moved) -> str:
    return f"{moved.article}  {_place(moved.before)} → {_place(moved.after)}  {moved.url}"


def _place(story: Story | None) -> str:
    return f"{story.role} of {story.id} ({story.similarity:.0%})" if story else "no story"


def _values(moved: Moved) -> dict[str, object]:
    return {"_id": moved.article, "url": moved.url, "from": moved.before, "to": moved.after}

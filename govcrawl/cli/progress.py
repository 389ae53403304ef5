"""A bar with rate and time left on a terminal; nothing in a pipe or a log."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Task as Row
from rich.text import Text

Item = TypeVar("Item")
EVERY = 100  # items between two movements of the bar


class RateColumn(TextColumn):
    """Articles a second."""

    def __init__(self) -> None:
        super().__init__("")

    def render(self, task: Row) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "")


def advancing(done: Iterable[int], *, total: int) -> Iterator[int]:
    """How many bytes are done, again and again, shown on standard error where that is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from done
        return
    columns = (SpinnerColumn(), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        row = progress.add_task("", total=total)
        for completed in done:
            progress.update(row, completed=completed)
            yield completed


def tracked(items: Iterable[Item], *, total: Callable[[], int | None]) -> Iterator[Item]:
    """The items, counted on standard error where that is a terminal; only then ``total`` is asked for."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    columns = (SpinnerColumn(), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        row = progress.add_task("", total=total())
        for number, item in enumerate(items, start=1):
            yield item
            if number % EVERY == 0:
                progress.update(row, completed=number)

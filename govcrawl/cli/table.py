"""A table for people: framed on a terminal, plain and unwrapped in a pipe or a log."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

UNWRAPPED = 10_000  # cells: wider than any table of ours


def print_table(
    head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[str] = (), title: str | None = None
) -> None:
    """Prints the rows under their head; the columns named in ``numbers`` are aligned to the right."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=UNWRAPPED, no_color=True)
    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False
    )
    for name in head:
        table.add_column(name, justify="right" if name in numbers else "left")
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)

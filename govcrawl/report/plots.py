"""Stacked bars over time, as the geometry that ``plot.svg`` draws.

Drawn by ourselves: the libraries that make SVG bring scripts, or colours that no dark page can change.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 760.0, 220.0  # of the drawing, in its own units, as are all that follow
LEFT, RIGHT, TOP, BOTTOM = 56.0, 24.0, 10.0, 30.0  # margins, which hold the labels
GAP = 0.18  # share of a bar's place that stays empty
TICKS = 4  # at most this many lines above zero
LABEL_ROOM = 58.0  # that a label of the horizontal axis needs


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, and one number for each series, the lowest first."""

    label: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The rectangle of one series in a bar."""

    x: float
    y: float
    width: float
    height: float
    series: int
    said: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A label at a place of an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """A drawing of bars, and the numbers that it shows."""

    title: str
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Mark, ...]
    labels: tuple[Mark, ...]
    blocks: tuple[Block, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = WIDTH - RIGHT
    floor: float = HEIGHT - BOTTOM

    @property
    def is_empty(self) -> bool:
        return not self.blocks

    @property
    def highest(self) -> int:
        """The number of the highest bar, for who sees no axis."""
        return highest(self.bars)


def plot(title: str, series: Sequence[str], bars: Sequence[Bar]) -> Plot:
    """The drawing of bars whose numbers stand upon each other in the order of the series."""
    most = highest(bars)
    step = _step(most)
    top = max(step, -(-most // step) * step)
    return Plot(
        title=title,
        series=tuple(series),
        bars=tuple(bars),
        ticks=tuple(Mark(_height(number, top), f"{number:,}") for number in range(0, top + 1, step)),
        labels=tuple(_labels(bars)),
        blocks=tuple(block for place in range(len(bars)) for block in _blocks(bars, place, series, top)),
    )


def highest(bars: Sequence[Bar]) -> int:
    """The number of the highest of these bars."""
    return max((sum(bar.numbers) for bar in bars), default=0)


def _step(most: int) -> int:
    """The distance of two lines: 1, 2 or 5 times a power of ten, so that few suffice."""
    power = 1
    while True:
        for digit in (1, 2, 5):
            if digit * power * TICKS >= most:
                return digit * power
        power *= 10


def _height(number: int, top: int) -> float:
    return round(HEIGHT - BOTTOM - number / top * (HEIGHT - BOTTOM - TOP), 2)


def _room(bars: Sequence[Bar]) -> float:
    return (WIDTH - LEFT - RIGHT) / max(1, len(bars))


def _labels(bars: Sequence[Bar]) -> list[Mark]:
    """As many labels as have room, the latest bar's among them."""
    room = _room(bars)
    every = max(1, -(-int(LABEL_ROOM) // max(1, int(room))))
    places = range(len(bars) - 1, -1, -every)
    return [Mark(round(LEFT + (place + 0.5) * room, 2), bars[place].label) for place in reversed(places)]


def _blocks(bars: Sequence[Bar], place: int, series: Sequence[str], top: int) -> list[Block]:
    bar, room = bars[place], _room(bars)
    x, width = round(LEFT + (place + GAP / 2) * room, 2), round(room * (1 - GAP), 2)
    blocks, below = [], 0
    for index, number in enumerate(bar.numbers):
        if number:
            y, foot = _height(below + number, top), _height(below, top)
            said = f"{bar.label}: {number:,} {series[index]}"
            blocks.append(Block(x, y, width, round(foot - y, 2), index, said))
        below += number
    return blocks

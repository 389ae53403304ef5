"""Figures as pictures: horizontal bars and lines, drawn as SVG that looks the same every time it is drawn."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl

mpl.use("svg")
mpl.rcParams["svg.hashsalt"] = "govcrawl"
mpl.rcParams["svg.fonttype"] = "none"

from matplotlib.figure import Figure  # noqa: E402  after the choice of its backend

OURS, OTHERS = "#1b6ca8", "#b8bfc6"
PLOTS = Path(__file__).parents[1] / "docs" / "plots"


def bars(name: str, values: Mapping[str, float], *, title: str, unit: str, ours: str = "govcrawl") -> Path:
    """The file with a bar a value; those whose names begin with ours stand out."""
    figure = Figure(figsize=(7, 0.6 + 0.4 * len(values)), layout="constrained")
    axes = figure.subplots()
    names = list(values)[::-1]
    colours = [OURS if each.startswith(ours) else OTHERS for each in names]
    drawn = axes.barh(names, [values[each] for each in names], color=colours)
    axes.bar_label(drawn, fmt="%.3g", padding=3)
    axes.set(title=title, xlabel=unit)
    return _kept(figure, name)


def line(name: str, across: Sequence[float], up: Sequence[float], *, title: str, x: str, y: str, limit: float) -> Path:
    """The file with a line over time, and the limit that it must keep under."""
    figure = Figure(figsize=(7, 3), layout="constrained")
    axes = figure.subplots()
    axes.plot(across, up, color=OURS)
    axes.axhline(limit, color=OTHERS, linestyle="--")
    axes.set(title=title, xlabel=x, ylabel=y, ylim=(0, 1.1 * max(limit, *up)))
    return _kept(figure, name)


def _kept(figure: Figure, name: str) -> Path:
    for axes in figure.axes:
        axes.spines[["top", "right"]].set_visible(False)
    PLOTS.mkdir(parents=True, exist_ok=True)
    file = PLOTS / f"{name}.svg"
    figure.savefig(file, metadata={"Date": None})
    return file

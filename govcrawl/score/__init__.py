"""How right extraction is: labelled pages in, the share of right values a field out. Pure but for reading the pages."""

from govcrawl.score.floors import Breach, breaches, read_floors
from govcrawl.score.judging import Judgement, Mark, judge
from govcrawl.score.labels import Label, Labelled, read_folder
from govcrawl.score.tally import Score, Tally, tally

__all__ = [
    "Breach",
    "Judgement",
    "Label",
    "Labelled",
    "Mark",
    "Score",
    "Tally",
    "breaches",
    "judge",
    "read_floors",
    "read_folder",
    "tally",
]

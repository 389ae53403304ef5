"""Floors: below which share no field may fall."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from govcrawl.errors import UsageError
from govcrawl.score.tally import ORDER, Tally

COUNTED = "invented"  # its floor is a ceiling: how many pages without a date may get one


@dataclass(frozen=True, slots=True)
class Breach:
    """A field that is under its floor."""

    field: str
    floor: float
    reached: float

    def __str__(self) -> str:
        if self.field == COUNTED:
            return f"{self.reached:.0f} dates invented, {self.floor:.0f} allowed"
        return f"{self.field} is at {self.reached:.4f}, its floor at {self.floor:.4f}"


def read_floors(file: Path) -> dict[str, float]:
    """The floors of a JSON object, by field; raises UsageError where it is none or names no such field."""
    try:
        said = json.loads(file.read_bytes())
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{file}: no JSON: {error}") from error
    numbers = isinstance(said, dict) and all(type(floor) in (int, float) for floor in said.values())
    if not numbers or not said.keys() <= set(ORDER):
        raise UsageError(f'{file}: a floor is written {{"title": 0.99}}, for any of: {", ".join(ORDER)}')
    return {str(field): float(floor) for field, floor in said.items()}


def breaches(found: Tally, floors: Mapping[str, float]) -> Iterator[Breach]:
    """The fields under their floor; one that no page was judged by is at 0."""
    scores = {score.field: score for score in found.scores}
    for field, floor in floors.items():
        score = scores.get(field)
        if field == COUNTED:
            if score and score.wrong > floor:
                yield Breach(field, floor, score.wrong)
        elif score is None or score.share < floor:
            yield Breach(field, floor, score.share if score else 0.0)

"""Retry-After, as servers send it."""

from datetime import UTC, datetime

import pytest
from scrapy.http import Response

from govcrawl.middlewares.patience import LONGEST_WAIT, UNASKED_WAIT, asked_wait

NOW = datetime(2024, 3, 5, 8, 0, 0, tzinfo=UTC)


def answer(status: int, wait: str | None = None) -> Response:
    return Response("http://a.example/", status=status, headers={"Retry-After": wait} if wait is not None else {})


@pytest.mark.parametrize(
    ("status", "wait", "seconds"),
    [
        (503, "120", 120.0),
        (429, "120", 120.0),
        (429, None, UNASKED_WAIT),
        (429, "soon", UNASKED_WAIT),
        (503, None, None),
        (503, "soon", None),
        (503, "Tue, 05 Mar 2024 08:01:30 GMT", 90.0),
        (503, "Tue, 05 Mar 2024 07:00:00 GMT", 0.0),
        (429, "86400", LONGEST_WAIT),
        (200, "120", None),
        (301, "120", None),
    ],
)
def test_the_seconds_a_response_asks_to_wait(status: int, wait: str | None, seconds: float | None) -> None:
    assert asked_wait(answer(status, wait), now=lambda: NOW) == seconds

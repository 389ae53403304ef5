"""A web on loopback and crawls of it in a process of their own: Twisted's reactor starts once a process."""

from collections.abc import Iterator

import pytest
from web import Web, served


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as each:
        yield each

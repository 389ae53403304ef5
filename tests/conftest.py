"""One embedded mongod for all workers of the session: the first starts it, the last stops it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from govcrawl.store.embedded import embedded


@pytest.fixture(scope="session")
def mongodb_uri(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URI of the session's mongod."""
    top = tmp_path_factory.getbasetemp()
    with embedded(_shared(top, request)) as uri:
        yield uri


def _shared(top: Path, request: pytest.FixtureRequest) -> Path:
    """The directory that the workers of a session have in common."""
    return top.parent if hasattr(request.config, "workerinput") else top

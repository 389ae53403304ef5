from collections.abc import Iterator
from pathlib import Path

import pytest

from govcrawl.archive import Archive, Writer


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.fixture
def writer(archive: Archive) -> Iterator[Writer]:
    made = Writer(archive.directory, site="village", stem="20240305-1", said={"software": "govcrawl", "operator": "我"})
    yield made
    made.close()

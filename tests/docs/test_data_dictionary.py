"""docs/data.md against the nouns."""

from pathlib import Path

from govcrawl.export.dictionary import dictionary

PAGE = Path(__file__).parents[2] / "docs" / "data.md"


def test_the_data_dictionary_is_current() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("-->\n")[2].partition("<!-- end of fields -->")[0]
    assert table.strip() == dictionary()

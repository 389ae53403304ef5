"""Tables that hold data, told from those that lay out a page."""

from lxml.html import HtmlElement

CELLS = frozenset({"td", "th"})
MAX_ROW = 600  # characters of a row's longest cell; beyond, the table is page layout, not data
MAX_CELL, MAX_BLOCKS = 120, 6  # characters of a value in pieces, and its pieces
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "section", "center", "form", *_HEADINGS})


def is_data_row(row: HtmlElement) -> bool:
    """Whether a table row holds data: its cells make one line."""
    cells = [child for child in row if child.tag in CELLS]
    if len(cells) < 2 or row.find(".//table") is not None:
        return False
    return all(map(_is_value, cells))


def _is_value(cell: HtmlElement) -> bool:
    """Whether a cell is short enough, and of few enough pieces, to be a value."""
    length = sum(map(len, cell.itertext()))
    blocks = [element.tag for element in cell.iterdescendants() if element.tag in _BLOCKS]
    most = MAX_BLOCKS if length <= MAX_CELL else 1
    return length <= MAX_ROW and len(blocks) <= most and not _HEADINGS.intersection(blocks)

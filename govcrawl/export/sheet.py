"""CSV that a spreadsheet opens without harm: BOM, CRLF, quoting, and no cell that it would run as a formula."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO

import orjson

BOM = "\N{BYTE ORDER MARK}".encode()
# A text that begins so is a formula to Excel, LibreOffice or WPS; the full-width signs to some of their languages.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
GUARD = "'"


class SheetWriter:
    """Writes records as rows of CSV; values that are no text or number stand in their cell as JSON."""

    def __init__(self, file: BinaryIO, names: Sequence[str]) -> None:
        file.write(BOM)
        self._text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
        self._rows = csv.writer(self._text, lineterminator="\r\n")
        self._rows.writerow(names)

    def write(self, values: Mapping[str, Any]) -> None:
        self._rows.writerow([cell(value) for value in values.values()])

    def close(self) -> None:
        """Hands everything to the file, which stays open."""
        self._text.detach()


def cell(value: Any) -> str | int | float | None:
    """The value of one cell; a text that a spreadsheet would run gets an apostrophe in front."""
    if value is None or isinstance(value, int | float):
        return value
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return GUARD + text if text.lstrip(" \N{IDEOGRAPHIC SPACE}").startswith(FORMULA) else text

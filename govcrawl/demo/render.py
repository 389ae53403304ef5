"""Pages from the templates in ``templates/``: ``{{name}}`` escaped, ``{{{name}}}`` as it is, ``{{#rows}}…{{/rows}}``
once for each row."""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

TAG = re.compile(
    r"\{\{#(?P<rows>\w+)\}\}\n?(?P<inner>.*?)\{\{/(?P=rows)\}\}\n?|\{\{\{(?P<raw>\w+)\}\}\}|\{\{(?P<text>\w+)\}\}",
    re.DOTALL,
)


def render(template: str, **values: Any) -> str:
    """The template of this name filled with the values; a name without a value is a KeyError."""
    return fill(_template(template), values)


def fill(template: str, values: Mapping[str, Any]) -> str:
    """The text of a template filled with the values; what is filled in is not read again."""

    def one(tag: re.Match[str]) -> str:
        if tag["rows"]:
            return "".join(fill(tag["inner"], {**values, **row}) for row in values[tag["rows"]])
        return str(values[tag["raw"]]) if tag["raw"] else escape(str(values[tag["text"]]))

    return TAG.sub(one, template)


@cache
def _template(name: str) -> str:
    return files("govcrawl.demo").joinpath("templates", name).read_text(encoding="utf-8")

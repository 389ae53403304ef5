"""Which lines of a text belong to the page and not to the text: the rules of ``boilerplate.txt``."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from govcrawl.normalize.tables import rows

LONGEST = 200  # characters; no line of a page's furniture is longer
HEAD, TAIL = 12, 15  # lines at the ends of a text that may be furniture
LONG = 60  # characters, from where on a line is text even without the end of a sentence

CONTEXTS = ("any", "head", "tail", "ends", "last", "below", "cut")
_SENTENCE = re.compile(r"。|(?<=.{25})[!?;！？；][”’\"」』)）]*$")
# What lets a whole sentence be furniture; any other sentence is text without asking the rules.
_SUSPICIOUS = re.compile(
    r"(?=[转侵版声不浏公关二扫Cc©RrIi{}$])"  # the characters that it may begin with: most places are ruled out by it
    r"(?:转载|侵权|版权|声明|不代表|浏览器|公众号|关注|二维码|扫|[Cc]opyright|©|[Rr]eserved|ICP|icp|[{}$])"
)
_LABELLED = re.compile(r".{0,12}[:：]")

Taken = dict[int, str]


def furniture(lines: Sequence[str]) -> Taken:
    """The lines that belong to the page, by index, and the name of the rule that takes each.

    ``lines`` are simplified and cleaned, in the order of the text.
    """
    return _Judge(lines).taken


class _Judge:
    """One text being judged: which rules match each line, where its prose begins and ends, what is taken."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.rules = {index: found for index, line in enumerate(lines) if (found := _matching(line))}
        self.count = len(lines)
        self.prose = [index for index, line in enumerate(lines) if index not in self.rules and _is_prose(line)]
        self.taken: Taken = {}
        self._take("any", range(self.count))
        self._cut()
        self._take_ends()

    def _take(self, context: str, where: Sequence[int]) -> None:
        for index in where:
            rule = self.rules.get(index, {}).get(context)
            if rule:
                self.taken.setdefault(index, rule)

    def _cut(self) -> None:
        """Takes the first anchor and all below where nothing below is prose, else the anchors' own lines."""
        last_prose = self.prose[-1] if self.prose else -1
        for index in sorted(self.rules):
            rule = self.rules[index].get("cut")
            if rule and index > last_prose and index > 0:
                self.taken |= {below: self.taken.get(below, rule) for below in range(index, self.count)}
                return
            if rule:
                self.taken.setdefault(index, rule)

    def _take_ends(self) -> None:
        first, last = (self.prose[0], self.prose[-1]) if self.prose else (min(4, self.count), self.count - 7)
        head = range(min(first, HEAD))
        tail = range(max(last + 1, self.count - TAIL, 0), self.count)
        for context, where in (("head", head), ("ends", head), ("ends", tail), ("tail", tail)):
            self._take(context, where)
        for index in tail:
            if index - 1 in self.taken:
                self._take("below", (index,))
        for index in reversed(tail):
            self._take("last", (index,))
            if index not in self.taken:
                break


def _is_prose(line: str) -> bool:
    return len(line) > LONG or _SENTENCE.search(line) is not None


def _matching(line: str) -> dict[str, str]:
    """The first rule of each context that matches the line."""
    if len(line) > LONGEST or (_is_prose(line) and not _LABELLED.match(line) and not _SUSPICIOUS.search(line)):
        return {}
    everything, contexts = _compiled()
    plain = unicodedata.normalize("NFKC", line).lower()
    return dict(_by_context(plain, contexts)) if everything.fullmatch(plain) else {}


def _by_context(line: str, contexts: dict[str, re.Pattern[str]]) -> Iterator[tuple[str, str]]:
    for context, pattern in contexts.items():
        found = pattern.fullmatch(line)
        if found and found.lastgroup:
            yield context, found.lastgroup


@cache
def _compiled() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """One pattern of all rules, and one of each context whose last closed group is the rule that matched."""
    rules = rows("boilerplate.txt")
    by_context = {
        context: "|".join(f"(?P<{name}>{pattern})" for of, name, pattern in rules if of == context)
        for context in CONTEXTS
    }
    everything = "|".join(f"(?:{pattern})" for _, _, pattern in rules)
    return re.compile(everything), {context: re.compile(union) for context, union in by_context.items()}

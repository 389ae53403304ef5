"""Which topics of community governance an article speaks of: the dictionary ``topics.tsv``."""

from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from govcrawl.normalize.tables import rows


def topics(simplified: str) -> tuple[str, ...]:
    """The topics of a text in simplified characters, in the order of the dictionary."""
    wordings, topics_of, order = _dictionary()
    found = {topic for wording in set(wordings.find_matches_as_strings(simplified)) for topic in topics_of[wording]}
    return tuple(sorted(found, key=order.__getitem__))


@cache
def _dictionary() -> tuple[AhoCorasick, dict[str, frozenset[str]], dict[str, int]]:
    """All wordings, the topics that each speaks of, and the place of each topic in the dictionary.

    A wording speaks of the topics of all wordings inside it, as only the longest is found.
    """
    table = rows("topics.tsv")
    stated = [(wording, topic) for topic, *others in table for wording in (topic, *others)]
    topics_of = {wording: frozenset(topic for inner, topic in stated if inner in wording) for wording in dict(stated)}
    longest = AhoCorasick(topics_of, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA)
    return longest, topics_of, {row[0]: place for place, row in enumerate(table)}

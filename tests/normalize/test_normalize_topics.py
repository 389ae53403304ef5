"""Topics out of the dictionary."""

import pytest

from govcrawl.normalize.tables import rows, tables_digest
from govcrawl.normalize.topics import topics


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("街道推行网格化管理，配齐专职网格员。", ("网格化管理", "网格员")),
        ("“红色物业”进小区，业委会议事有章程", ("红色物业", "业主委员会")),
        ("接诉即办，件件有回音；一老一小都照顾到", ("接诉即办", "一老一小")),
        ("老旧小区改造听民意，议事协商定方案", ("议事协商", "老旧小区改造", "社情民意")),
        ("党建引领基层治理", ("基层治理", "党建引领")),
        ("全市市域社会治理现代化试点", ("社会治理", "市域社会治理")),
        ("本市第12345号令", ()),
        ("今天天气很好", ()),
        ("", ()),
    ],
)
def test_topics_are_found_by_any_wording_in_the_order_of_the_dictionary(text: str, found: tuple[str, ...]) -> None:
    assert topics(text) == found


def test_every_wording_of_the_dictionary_is_found_as_its_topic() -> None:
    for topic, *others in rows("topics.tsv"):
        for wording in (topic, *others):
            assert topic in topics(f"会上说到{wording}。"), wording


def test_the_dictionary_names_each_topic_once_and_every_wording_has_two_characters() -> None:
    table = rows("topics.tsv")
    assert len({row[0] for row in table}) == len(table)
    assert all(len(wording) >= 2 for row in table for wording in row)


def test_the_digest_of_the_tables_is_eight_hex_digits() -> None:
    assert len(bytes.fromhex(tables_digest())) == 4

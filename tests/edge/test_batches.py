"""Writes in batches: each item has its own answer, and one that fails costs no other."""

import asyncio
from collections.abc import Sequence

import pytest

from govcrawl.crawl.batches import MOST, Batches


class Written:
    """A write that notes its batches, and answers ten times each number; odd ones above 1000 are refused."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, numbers: Sequence[int]) -> Sequence[int | Exception]:
        self.batches.append(list(numbers))
        await asyncio.sleep(0)
        if 0 in numbers:
            raise ConnectionError("away")
        return [ValueError(each) if each > 1000 and each % 2 else 10 * each for each in numbers]


async def put(numbers: Sequence[int], written: Written) -> list[int | BaseException]:
    batches = Batches(written)
    return await asyncio.gather(*map(batches.put, numbers), return_exceptions=True)


def test_each_has_its_own_answer() -> None:
    assert asyncio.run(put(range(1, 50), Written())) == [10 * number for number in range(1, 50)]


def test_what_comes_while_one_is_under_way_is_written_together() -> None:
    written = Written()
    asyncio.run(put(range(1, 21), written))
    assert len(written.batches) <= 2


def test_no_batch_is_larger_than_its_most() -> None:
    written = Written()
    asyncio.run(put(range(1, 3 * MOST), written))
    assert max(map(len, written.batches)) <= MOST


def test_one_that_is_refused_costs_no_other() -> None:
    even, odd = asyncio.run(put([1002, 1003], Written()))
    assert even == 10020
    assert isinstance(odd, ValueError)


def test_a_write_that_fails_fails_all_that_were_in_it_and_none_after() -> None:
    async def twice() -> tuple[list[int | BaseException], int]:
        batches = Batches(Written())
        first = await asyncio.gather(*map(batches.put, [0, 1]), return_exceptions=True)
        return first, await batches.put(2)

    first, second = asyncio.run(twice())
    assert all(isinstance(each, ConnectionError) for each in first if not isinstance(each, int))
    assert isinstance(first[0], ConnectionError)
    assert second == 20


@pytest.mark.parametrize("count", [1, 2])
def test_who_waits_no_more_is_in_nobodys_way(count: int) -> None:
    async def give_up() -> int:
        batches = Batches(Written())
        waiting = [asyncio.ensure_future(batches.put(number)) for number in range(1, count + 2)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        return await waiting[-1]

    assert asyncio.run(give_up()) == 10 * (count + 1)


def test_nobody_waits_for_company_once_all_are_here() -> None:
    async def one_after_two() -> int:
        batches = Batches(Written(), linger=600.0, on_the_way=lambda: 1)
        await asyncio.gather(batches.put(1), batches.put(2))
        return await asyncio.wait_for(batches.put(3), 20)

    assert asyncio.run(one_after_two()) == 30

"""How a run ends: judged by its counts and its site's history, and kept by the store, or by the spool until then."""

import logging
from collections.abc import Sequence
from dataclasses import asdict, replace
from time import monotonic
from typing import TYPE_CHECKING

from govcrawl.crawl.failures import StoreLost
from govcrawl.crawl.verdict import GOOD, Counts, judge
from govcrawl.errors import Unavailable
from govcrawl.store.connection import Store
from govcrawl.store.spool import Ending

if TYPE_CHECKING:
    from govcrawl.crawl.run import Run

HISTORY = 30  # runs that a run is compared with

logger = logging.getLogger(__name__)


async def finish(run: "Run", ended: str) -> None:
    """Has the store keep how a run went, or the spool until the next start; raises StoreError."""
    assert run.record is not None
    try:
        await account(run, ended)
    except (Unavailable, StoreLost) as error:
        said = await judged(run, ended, run.counts_so_far(), in_spool=run.records.in_spool + 1)
        await run.records.keep(said)
        run.record = replace(run.record, state="finished", counts=said.counts, verdict=said.verdict)
        why = str(error) if isinstance(error, Unavailable) else "MongoDB does not answer"
        run.problem = Unavailable(
            f"{why}; {run.records.in_spool} notes are in the spool, and the next start replays them first"
        )


async def account(run: "Run", ended: str) -> None:
    """Finishes a run with what the ledger says of it."""
    assert run.record is not None
    run_id, site, owner = run.record.id, run.site.name, run.owner
    await run.desk.ask(lambda store: store.ping())
    await run.records.replay()
    await run.desk.ask(lambda store: store.ledger.release(owner))
    run.tally.counters["taken"], waiting = await run.books.totals()
    history = await run.desk.ask(lambda store: good_runs(store, site))
    said = await judged(run, ended, run.counts(waiting=waiting), history=history)
    run.record = await run.desk.ask(lambda store: store.runs.finish(run_id, counts=said.counts, verdict=said.verdict))


async def judged(
    run: "Run", ended: str, counts: Counts, *, history: Sequence[Counts] = (), in_spool: int = 0
) -> Ending:
    """How a run ended, judged and in the log."""
    counts = replace(counts, in_spool=in_spool)
    said = judge(counts, ended, history=history, expected=run.site.expect)
    facts = {"verdict": said.verdict, "problems": said.problems, "counts": asdict(counts)}
    logger.info("%s: %s", run.site.name, said, extra={"facts": facts})
    seconds = round(monotonic() - run.began, 1)
    shown = await run.archive.keep_held() if said.verdict not in GOOD and not counts.links else []
    about = {"ended": ended, "problems": said.problems, "seconds": seconds, "list_pages": shown}
    return Ending(verdict=said.verdict, counts=asdict(counts) | about)


def good_runs(store: Store, site: str) -> list[Counts]:
    """What the latest runs of a site that went well have counted."""
    runs = store.runs.find(site=site, limit=HISTORY)
    return [Counts.of(record.counts) for record in runs if record.kind == "crawl" and record.verdict in GOOD]

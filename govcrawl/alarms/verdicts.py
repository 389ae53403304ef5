"""What the verdicts on the latest runs of a site say of its state."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from govcrawl.alarms.history import Finding, History
from govcrawl.crawl.verdict import GOOD
from govcrawl.store.runs import RunRecord

# How bad a verdict is. What is 1 may pass, and counts once it has been said of two runs in a row.
LEVELS = {"degraded": 1, "throttled": 1, "empty": 2, "failed": 2, "lost": 2}
OF_COVERAGE = {"undated", "unsourced"}  # problems of which there is an alarm of their own
STOPPED = "shutdown"  # how a run ended that a person or a supervisor stopped
REASONS = 3  # that a message names


def verdicts(history: History) -> Iterator[Finding]:
    """Whether the site blocks us, and otherwise how bad its latest verdict is."""
    runs = [run for run in history.runs if tells(run)]
    if not runs or (runs[0].verdict == "lost" and runs[1:2] and runs[1].verdict != "lost"):
        runs = runs[1:]  # one run that was lost says something of its machine
    if not runs:
        return
    latest = runs[0]
    if latest.verdict == "blocked":
        yield Finding(kind="blocked", level=1, name="blocked", why=why(runs), sample=history.refused)
        return
    if latest.counts.get("lists") and not latest.counts.get("outcomes", {}).get("blocked"):
        yield Finding(kind="blocked", level=0, name="not blocked any more", why=why(runs), sample=history.newest)
    level = level_of(latest)
    if level == 1 and level_of(*runs[1:2]) == 0:
        return
    sample = history.refused if level else history.newest
    yield Finding(kind="verdict", level=level, name=latest.verdict or "lost", why=why(runs), sample=sample)


def tells(run: RunRecord) -> bool:
    """Whether a run says something of its site: it has ended, and nobody stopped it."""
    return run.state != "running" and run.counts.get("ended") != STOPPED


def level_of(*runs: RunRecord) -> int:
    """How bad the verdict on a run is, 0 where there is none."""
    for run in runs:
        problems = set(run.counts.get("problems", ()))
        is_of_coverage = run.verdict == "degraded" and problems and problems <= OF_COVERAGE
        return 0 if run.verdict in GOOD or is_of_coverage else LEVELS.get(run.verdict or "lost", 1)
    return 0


def why(runs: Sequence[RunRecord]) -> str:
    """What the latest run counted, and how those before it were."""
    latest = runs[0]
    counts = latest.counts
    listed = ", ".join(str(each).replace("_", " ") for each in counts.get("problems", ()))
    verdict = f"{latest.verdict} ({listed})" if listed else latest.verdict
    told = (
        f"The run of {latest.started_at:%Y-%m-%d %H:%M} UTC was {verdict}: "
        f"{counts.get('lists', 0)} list pages read, {counts.get('lists_failed', 0)} failed, "
        f"{counts.get('links', 0)} links; of {counts.get('taken', 0)} articles {outcomes(counts)}."
    )
    before = Counter(run.verdict for run in runs[1:])
    if not before:
        return told
    numbers = ", ".join(f"{number} {each}" for each, number in before.most_common())
    return f"{told} The {len(runs) - 1} runs before it: {numbers}."


def outcomes(counts: Mapping[str, object]) -> str:
    """How many became what, and the commonest reasons."""
    held = counts.get("outcomes")
    states = [f"{number} {state}" for state, number in held.items()] if isinstance(held, Mapping) else []
    known = counts.get("reasons")
    reasons = Counter(known).most_common(REASONS) if isinstance(known, Mapping) else []
    listed = f" ({', '.join(f'{number} {reason}' for reason, number in reasons)})" if reasons else ""
    return (", ".join(states) or "none has an outcome") + listed

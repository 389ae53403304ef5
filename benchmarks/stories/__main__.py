"""``python -m benchmarks.stories``: precision and recall of the same-story decision by kind of pair."""

import argparse
import time
from collections import Counter, defaultdict

from benchmarks.stories.pairs import KINDS, pairs
from govcrawl.dedup.decision import decide
from govcrawl.dedup.signature import keys, read


def main() -> None:
    """Prints a row a kind, then the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="pairs of each kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", type=int, default=0, help="misses shown of each kind")
    asked = parser.parse_args()
    verdicts: dict[str, Counter[str]] = defaultdict(Counter)
    found: Counter[str] = Counter()
    spent = 0.0
    for pair in pairs(asked.count, seed=asked.seed):
        start = time.process_time()
        one, other = (read(sheet.title, sheet.body, day=sheet.day) for sheet in (pair.one, pair.other))
        met = bool(set(keys(one)) & set(keys(other)))
        said = decide(one, other) if met else None
        spent += time.process_time() - start
        verdict = said.verdict if said else "never met"
        verdicts[pair.kind][verdict] += 1
        found[pair.kind] += met
        wrong = (verdict in ("same", "excerpt")) != (pair.truth != "different")
        if wrong and sum(verdicts[pair.kind].values()) and asked.misses and verdicts[pair.kind][verdict] <= asked.misses:
            print(pair.kind, said, pair.one.title, pair.other.title)
    for kind, (truth, _) in KINDS.items():
        print(f"{kind:36}{truth:10}", f"met {found[kind] / asked.count:5.0%}", dict(verdicts[kind]))
    same = [kind for kind, (truth, _) in KINDS.items() if truth == "same"]
    merged = {kind: verdicts[kind]["same"] + verdicts[kind]["excerpt"] for kind in KINDS}
    right = sum(merged[kind] for kind in same)
    false = sum(merged[kind] for kind, (truth, _) in KINDS.items() if truth == "different")
    print(f"precision {right / (right + false):.4f}  recall {right / (len(same) * asked.count):.4f}")
    print(f"{spent / (len(KINDS) * asked.count) * 1000:.2f} ms CPU a pair, both texts read")


if __name__ == "__main__":
    main()

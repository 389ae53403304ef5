"""``python -m benchmarks.stories``: precision and recall of the same-story decision by kind of pair."""

import argparse

from benchmarks.stories.measure import measure
from benchmarks.stories.pairs import pairs


def main() -> None:
    """Prints a row a kind, then the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="pairs of each kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", type=int, default=0, help="misses shown of each kind")
    asked = parser.parse_args()
    found = measure(pairs(asked.count, seed=asked.seed))
    for name, kind in found.kinds.items():
        print(f"{name:36}{kind.truth:10}", f"met {kind.met / kind.pairs:6.1%}  merged {kind.merged / kind.pairs:6.1%}")
        for pair, said in kind.wrong[: asked.misses]:
            print(f"    {said.reason if said else 'never met'}: {pair.one.title} / {pair.other.title}")
    print(f"precision {found.precision:.4f}  recall {found.recall:.4f}")
    print(f"{found.reading * 1000:.2f} ms CPU to read a text, {found.deciding * 1000:.2f} to decide a pair")


if __name__ == "__main__":
    main()

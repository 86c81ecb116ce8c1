"""``python -m tests.fuzz [COUNT [FIRST]]``: reads so many mutated workbooks and prints what was found and what went wrong."""

from __future__ import annotations

import sys

from tests.fuzz.run import read_all


def main() -> int:
    count, first = ([*map(int, sys.argv[1:]), 1000, 0][i] for i in (0, 1)) if len(sys.argv) < 3 else map(int, sys.argv[1:3])
    rules, wrong = read_all(first if len(sys.argv) > 2 else 0, count)
    for rule, times in rules.most_common():
        print(f"{times:8} {rule}")
    print("\n".join(wrong) or "tidak ada yang salah")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""``python -m tests.faults [banyak] [kelas…]``: how each class of faults fares, as a table.

``banyak`` is the number of workbooks of each class (10); words after it choose classes by a part of their name; ``--rinci`` tells
of every workbook that was not found as it should.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable

from .faults import FAULTS, planted
from .judge import AT, GOOD, GROUP, INCOMPLETE, MISSED, OUTSIDE, SPLIT, check, serious
from .model import Place
from .offices import make

COLUMNS = (AT, GROUP, MISSED, OUTSIDE, SPLIT, INCOMPLETE)


def places(cells: Iterable[Place]) -> str:
    """At most eight cells by sheet and address."""
    names = sorted(f"{sheet}!{cell}" for _, sheet, cell in cells)
    return " ".join(names[:8]) + (" …" if len(names) > 8 else "")


def main(arguments: list[str]) -> int:
    details = "--rinci" in arguments
    words = [word for word in arguments if word != "--rinci"]
    count = int(words.pop(0)) if words and words[0].isdigit() else 10
    names = [name for name in FAULTS if not words or any(word in name for word in words)]
    print(f"{'':<40}{'tanam':>6}" + "".join(f"{name:>10}" for name in COLUMNS))
    whole: Counter[str] = Counter()
    for name in names:
        results: Counter[str] = Counter()
        for seed, case in planted(name, count):
            verdict = case.verdict()
            results[verdict.result] += 1
            if details and verdict.result not in GOOD:
                print(f"  {name} #{seed}: harus {places(case.want.sel)}, juga {places(case.want.must)}; {verdict}")
        whole += results
        print(f"{name:<40}{results.total():>6}" + "".join(f"{results[column] or '':>10}" for column in COLUMNS))
    print(f"{'':<40}{whole.total():>6}" + "".join(f"{whole[column]:>10}" for column in COLUMNS))
    if not words:
        false = sum(bool(serious(check(make(seed)))) for seed in range(count))
        print(f"kantor bersih dengan temuan: {false} dari {count}")
    return 0 if set(whole) <= set(GOOD) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""``python -m tests.interruptions [KILLS [READERS REFRESHES]]``: the figures, by default of 200 kills and of 20 readers
through 50 refreshes."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.interruptions.crowd import crowd
from tests.interruptions.kills import Killed, kill_often


def _tell(so_far: Killed) -> None:
    """How a long run stands, for whoever waits for it."""
    bad = so_far.broken + so_far.lost + so_far.unequal
    print(f"\r{so_far.kills} kills, {bad} with a consequence", end="", file=sys.stderr, flush=True)


def main(arguments: list[str]) -> int:
    kills, readers, refreshes = (int(text) for text in [*arguments, *("200", "20", "50")[len(arguments) :]])
    with TemporaryDirectory() as folder:
        killed = kill_often(Path(folder, "mati"), kills, tell=_tell)
        reads = killed.reads
        stages = ", ".join(f"{stage} {count}" for stage, count in killed.stages.most_common())
        print(f"{killed.kills} kills ({killed.survived} came after the end): {stages}")
        print(f"{killed.broken} warehouses not whole, {killed.lost} workbooks lost, {killed.unequal} next runs unequal")
        print(f"{reads.answers} reads meanwhile: {reads.failed} failed, {reads.wrong} wrong {reads.said}", flush=True)
        if not refreshes:
            return 0 if killed.clean else 1
        crowded = crowd(Path(folder, "ramai"), readers, refreshes, measured=True)
        answers, slowest = sum(r.answers for r in crowded.reads), max(r.slowest for r in crowded.reads)
        wrong = sum(r.failed + r.wrong for r in crowded.reads)
        print(f"{readers} readers, {refreshes} refreshes: {answers} answers, {wrong} failed or wrong")
        print(f"slowest answer {slowest:.2f} s (alone {crowded.answer_alone:.2f} s)")
        print(f"slowest refresh {max(crowded.refreshes):.2f} s (alone {crowded.alone:.2f} s)")
    return 0 if killed.clean and crowded.clean else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

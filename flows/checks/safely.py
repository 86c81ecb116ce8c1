"""Reading and checking that no workbook stops: where a batch fails, each of its workbooks is taken alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.checks.check import Checked, check_batch
from flows.checks.run import judge_answers
from flows.settings import Settings
from flows.workbook.read import Reading
from flows.workbook.safely import unreadable


def check_safely(readers: Sequence[Callable[[], Reading]], settings: Settings) -> list[Checked]:
    """What some workbooks give, checked together; one that makes the checks fail gives BRK009 and nothing else.

    ``readers`` read a workbook each, anew whenever they are called: checks that failed have added to what was read.
    """
    readings = [read() for read in readers]
    try:
        checked = check_batch(readings)
        judge_answers(checked, settings)
    except Exception as error:
        if len(readers) > 1:
            return [each for read in readers for each in check_safely([read], settings)]
        return [Checked(unreadable(readings[0].source, readings[0].ukuran, error))]
    return checked

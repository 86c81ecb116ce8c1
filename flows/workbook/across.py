"""SKM answers that stand across, a column to each respondent and a row to each unsur: told, never read.

Every place in the warehouse is that of a row of one respondent, so that such a sheet has to be turned first; read as a table of
unsur it would be a ranking that nobody made.
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.workbook.cells import Cell, Sheet
from flows.workbook.headers import Unsur, as_unsur, header_words
from flows.workbook.text import address
from flows.workbook.values import is_answer

_FEWEST_ANSWERS = 5
"""Answers beside each other that no table of unsur has: its shares of four choices are one less."""
_FEWEST_UNSUR, _MOST_UNSUR = 5, 20
"""Further ones may be respondents that are numbered like unsur (*P1* … *P40*)."""


def answers_across(sheet: Sheet) -> str:
    """The cell of the first answer where at least five rows each name an unsur before answers of respondents; else empty."""
    found: dict[Unsur, str] = {}
    for r, row in enumerate(sheet.rows):
        if (named := _unsur_before_answers(row)) is not None:
            found.setdefault(named[0], address(r, named[1]))
    return next(iter(found.values())) if _FEWEST_UNSUR <= len(found) <= _MOST_UNSUR else ""


def _unsur_before_answers(row: Sequence[Cell]) -> tuple[Unsur, int] | None:
    """The unsur that a row names, its name rather than its number, and the column of its first answer."""
    names = [(c, unsur) for c, value in enumerate(row) if isinstance(value, str) and (unsur := as_unsur(header_words(value)))]
    if not names:
        return None
    place, unsur = names[-1]
    first = next((c for c in range(place + 1, len(row)) if row[c] != ""), len(row))
    end = next((c for c in range(first, len(row)) if row[c] != "" and not is_answer(row[c])), len(row))
    answers = sum(value != "" for value in row[first:end])
    return (unsur, first) if answers >= _FEWEST_ANSWERS else None

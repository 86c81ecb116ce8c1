"""SKM answer sheets of one workbook that only their tabs tell apart: the tab's name is the service.

Sheets for one unit and time that name no service stand for each other, the first of them wins. An office that keeps a tab for
each service (*KTP*, *Surat Pindah*) means their sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, combinations
from string import digits
from typing import Any

from flows.findings import Temuan, temuan
from flows.workbook.cells import Sheet
from flows.workbook.frames import Bagian
from flows.workbook.layouts import layouts
from flows.workbook.particulars import as_text
from flows.workbook.periods import find_periods
from flows.workbook.text import fold

_LEAST_LETTERS = 2
Answers = Counter[tuple[Any, ...]]
"""How many respondents of a sheet gave each row of answers."""


def services_by_tab(berkas: str, parts: Sequence[Bagian], sheets: Iterable[Sheet]) -> tuple[list[Bagian], list[Temuan]]:
    """The answers of a workbook (``skm_responden``), with the tab as service where only tabs tell sheets apart; says so.

    Not where a tab is hidden or only numbers its sheet, nor where two sheets share half of the answers of one: a draft and its
    fair copy, or a sheet that gathers the others.
    """
    hidden = {sheet.name for sheet in sheets if sheet.hidden}
    tabs = _tabs_of_one_time([part for part in parts if not any(part.columns.get("layanan") or ())])
    named: dict[str, list[str]] = {}
    for group in tabs:
        answers = {tab: _answers(part for part in parts if part.constants["lembar"] == tab) for tab in group}
        apart = not any(_share(a, b) for a, b in combinations(answers.values(), 2))
        if apart and not hidden.intersection(group) and all(map(_names_service, group)):
            named |= {tab: [other for other in group if other != tab] for tab in group}
    found = [temuan("LBR014", berkas, tab, nilai=tab, lain=", ".join(others)) for tab, others in named.items()]
    return [_of_service(part) if part.constants["lembar"] in named else part for part in parts], found


def _tabs_of_one_time(parts: Sequence[Bagian]) -> list[list[str]]:
    """Groups of two tabs and more with answers for the same unit and times."""
    times: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
    for part in parts:
        when = zip(part.columns["tahun"], part.columns["periode"], strict=True)
        times[str(part.constants["lembar"])].update((part.constants["unit_kode"], *each) for each in when)
    groups: dict[frozenset[tuple[Any, ...]], list[str]] = defaultdict(list)
    for tab, several in times.items():
        groups[frozenset(several)].append(tab)
    return [group for group in groups.values() if len(group) > 1]


def _answers(parts: Iterable[Bagian]) -> Answers:
    return Counter(map(tuple, chain.from_iterable(list(part.columns["jawaban"]) for part in parts)))


def _share(one: Answers, other: Answers) -> bool:
    return 2 * (one & other).total() >= min(one.total(), other.total())


def _names_service(tab: str) -> bool:
    """Whether a tab names something, rather than a time, a number or the kind of sheet that it is."""
    common = {word for layout in layouts() for word in layout.lembar_umum}
    words = {word.strip(digits) for word in fold(tab).split()} - common
    return any(len(word) >= _LEAST_LETTERS for word in words) and not find_periods(tab)


def _of_service(part: Bagian) -> Bagian:
    layanan = as_text(str(part.constants["lembar"]))
    return replace(part, columns={**part.columns, "layanan": [layanan] * len(part.rows)})

"""The rows of the table of findings: most serious first, and one row where the same thing happens in many cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from flows.findings import INFO, LEVELS, SEPARATOR, Temuan
from flows.reports.umpan_balik.places import Place, name_of, place_of, places_of, ranges, shortened
from flows.reports.umpan_balik.remarks import Remarks
from flows.workbook.collect import GROUPED, RETYPED

_MANY = 4
"""Findings of one rule in one column from which on they share a row; interpretations share one in any number and column."""
_LINES = 3
_AREAS = 3


@dataclass(frozen=True)
class Baris:
    """One row of the table: the findings that share it."""

    temuan: tuple[Temuan, ...]

    @property
    def first(self) -> Temuan:
        return self.temuan[0]

    def cells(self) -> list[Place]:
        """The cells that have this finding, without those that are merely affected by it."""
        lists = (
            [finding.sel, *(finding.sel_terkait.split(SEPARATOR) if finding.aturan in GROUPED else [])] for finding in self.temuan
        )
        return [place for sel in chain.from_iterable(lists) if (place := place_of(sel))]

    def sel(self) -> str:
        """Where: one address, or how many and which."""
        cells = list(dict.fromkeys(self.cells()))
        areas = ranges(cells)
        if len(cells) <= 1:
            return "".join(areas)
        return f"{len(cells)} sel: {shortened(areas, _AREAS)}"

    def affected(self) -> str:
        """The cells that a slip drew along."""
        cells = [place for f in self.temuan if f.aturan not in GROUPED for place in places_of(f.sel_terkait)]
        return shortened(ranges(cells), _AREAS)

    def isi(self) -> str:
        """What stands there now."""
        return self._by_cell({f.sel: f.nilai for f in self.temuan})

    def pesan(self) -> str:
        """What is wrong, in the words of the first few findings."""
        texts = list(dict.fromkeys(finding.pesan for finding in self.temuan))
        rest = len(texts) - _LINES
        more = f"… dan {rest} lagi; rinciannya pada komentar tiap sel."
        return "\n".join([*texts[:_LINES], *([more] if rest > 0 else [])])

    def saran(self) -> str:
        """How to mend it; cures that name each cell's own words stand in its comment."""
        texts = list(dict.fromkeys(finding.saran for finding in self.temuan))
        return texts[0] + ("\n… serupa untuk sel lainnya." if len(texts) > 1 else "")

    def seharusnya(self, remarks: Remarks) -> str:
        """What should stand there, and which cells already hold it."""
        meant = {name_of(place): value for finding in self.temuan for place, value in remarks.meant[finding].items()}
        mended = [place for finding in self.temuan for place in remarks.semula.get(finding, {})]
        text = self._by_cell(meant)
        if not mended:
            return text
        done = "sudah dijadikan angka" if self.first.aturan in RETYPED else "sudah diganti"
        return f"{text}\n({done}{'' if len(mended) == len(meant) else f': {len(mended)} sel'})"

    def _by_cell(self, texts: Mapping[str, str]) -> str:
        """One text alone; of several each with its cell, the first few."""
        filled = [(sel, text) for sel, text in texts.items() if text]
        if len(filled) <= 1 or len({text for _, text in filled}) == 1:
            return filled[0][1] if filled else ""
        lines = [f"{sel}: {text}" for sel, text in filled[:_LINES]]
        return "\n".join([*lines, "…"] if len(filled) > _LINES else lines)


def rows(findings: Sequence[Temuan], order: Mapping[str, int]) -> list[Baris]:
    """The rows of these findings; ``order`` gives the place of each sheet. Accepted findings stand at the end."""
    grouped: dict[tuple[object, ...], list[Temuan]] = {}
    for finding in in_order(findings, order):
        grouped.setdefault(_group(finding), []).append(finding)
    found: list[Baris] = []
    for members in grouped.values():
        if members[0].tingkat == INFO or len(members) >= _MANY:
            found.append(Baris(tuple(members)))
        else:
            found += [Baris((member,)) for member in members]
    return sorted(found, key=lambda row: _rank(row.first, order))


def in_order(findings: Sequence[Temuan], order: Mapping[str, int]) -> list[Temuan]:
    """The most serious first, then as the workbook is read; accepted ones last."""
    return sorted(findings, key=lambda finding: _rank(finding, order))


def _group(finding: Temuan) -> tuple[object, ...]:
    place = place_of(finding.sel)
    column = place[1] if place else 0
    return (finding.aturan, finding.lembar, finding.diketahui, bool(place), 0 if finding.tingkat == INFO else column)


def _rank(finding: Temuan, order: Mapping[str, int]) -> tuple[object, ...]:
    place = place_of(finding.sel) or (0, 0)
    sheet = order.get(finding.lembar, -1)
    return (finding.diketahui != "", LEVELS.index(finding.tingkat), sheet, place[1], place[0], finding.aturan, finding.pesan)

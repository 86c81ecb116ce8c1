"""A table as arrays: values, the unit that each number is rounded to, and the grain that it really has."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from flows.tabel.ambang import AMBANG
from flows.tabel.angka import MOST_DECIMALS, baca_angka

Float: TypeAlias = NDArray[np.float64]
Bool: TypeAlias = NDArray[np.bool_]
Int: TypeAlias = NDArray[np.int64]

ROUNDED_TO = (3.0, 5.0, 10.0, 100.0, 1000.0)
"""What whole numbers of a rounded table are multiples of: census tables of 3 or 5, published ones of 10, 100 or 1.000."""
FEW = 8
"""Numbers that a column must have before their being multiples of something means that they were rounded to it,"""
ROUNDED_BITS = 12.0
"""and bits that their being multiples tells: eight of 3 do. One that is none may be a slip, and costs the bits to name it."""

_AVERAGE = re.compile(rf"\b(?:{'|'.join(AMBANG.kata_rata)})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Kisi:
    """Cells of a table, shape (lines, items): a pattern names items and holds on lines. By rows, a line is a row.

    ``nilai``: NaN where no number stands. ``satuan``: what the number was rounded to. ``butir``: the finest step among the
    values as they are, so that ``3.00000`` is shown to five decimals but is still a small whole number. ``isi``: any content.
    ``hasil_bagi``: items that are quotients of others, which no sum of numbers has as parts; ``garis_bagi``: such lines, on which
    a sum may fail. ``rata``, ``garis_rata``: items and lines that a word calls averages.
    """

    nilai: Float
    satuan: Float
    butir: Float
    isi: Bool
    hasil_bagi: Bool
    garis_bagi: Bool
    rata: Bool
    garis_rata: Bool

    @cached_property
    def ada(self) -> Bool:
        return np.isfinite(self.nilai)

    @cached_property
    def galat(self) -> Float:
        """What rounding may have taken from a number: half its unit, nothing from a count as it stands."""
        return np.where((self.satuan == 1) & (self.butir == 1), 0.0, self.satuan / 2)

    @cached_property
    def langka(self) -> Float:
        """Bits that a number costs for having stood in its item before: of n numbers the m-th equal one costs log2(n / m)."""
        rare = np.full(self.nilai.shape, np.inf)
        for item in range(self.nilai.shape[1]):
            lines = np.flatnonzero(self.ada[:, item])
            _, inverse, counts = np.unique(self.nilai[lines, item], return_inverse=True, return_counts=True)
            first = np.unique(inverse, return_index=True)[1]
            rare[lines, item] = np.log2(lines.size / counts[inverse])
            rare[lines[first], item] = np.inf
        return rare

    def balik(self) -> Kisi:
        """The same table with rows and columns exchanged."""
        nilai, satuan, butir = (np.ascontiguousarray(part.T) for part in (self.nilai, self.satuan, self.butir))
        isi = np.ascontiguousarray(self.isi.T)
        return Kisi(nilai, satuan, butir, isi, self.garis_bagi, self.hasil_bagi, self.garis_rata, self.rata)


def kisi(cells: Sequence[Sequence[object]]) -> Kisi:
    """The table of ``cells`` (rows of any length)."""
    height, width = len(cells), max(map(len, cells), default=0)
    nilai = np.full((height, width), np.nan)
    desimal = np.zeros((height, width))
    isi, rata = np.zeros((height, width), dtype=bool), np.zeros((height, width), dtype=bool)
    read = baca_angka(cell for row in cells for cell in row if cell is not None and cell != "")
    for r, row in enumerate(cells):
        for c, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            number = read.get(cell)
            if number is not None and not isinstance(cell, bool):
                nilai[r, c], desimal[r, c] = number.nilai, number.desimal
                isi[r, c] = True
            else:
                text = str(cell).strip()
                isi[r, c] = bool(text)
                rata[r, c] = bool(text) and _AVERAGE.search(text) is not None
    nilai[:, _running(nilai)] = np.nan
    satuan = np.maximum(np.power(10.0, -desimal), _rounded_to(nilai, desimal))
    unknown = np.zeros(width, dtype=bool), np.zeros(height, dtype=bool)
    return Kisi(nilai, satuan, _grain(nilai), isi, *unknown, np.any(rata, axis=0), np.any(rata, axis=1))


def _running(nilai: Float) -> Bool:
    """Columns that only number their rows: 1, 2, 3 and so on."""
    running = np.zeros(nilai.shape[1], dtype=bool)
    for column in range(nilai.shape[1]):
        own = nilai[np.isfinite(nilai[:, column]), column]
        running[column] = own.size >= 3 and bool((np.diff(own) == 1).all()) and own[0] in (0, 1)
    return running


def _grain(nilai: Float) -> Float:
    """The finest decimal step that each value needs: 1 for 3, 0.01 for 3.25."""
    grain = np.ones_like(nilai)
    known = np.isfinite(nilai)
    step = 1.0
    for _ in range(MOST_DECIMALS):
        finer = known & (np.abs(nilai / step - np.round(nilai / step)) > 1e-6 * np.maximum(1.0, np.abs(nilai)) * 1e-3)
        if not finer.any():
            break
        step /= 10
        grain[finer] = step
    return grain


def _rounded_to(nilai: Float, desimal: Float) -> Float:
    """What the whole numbers of each column were rounded to, 0 where nothing shows that they were."""
    rounded = np.zeros_like(nilai)
    whole = np.isfinite(nilai) & (nilai != 0) & (desimal == 0)
    for column in range(nilai.shape[1]):
        step = rounded_to(np.abs(nilai[whole[:, column], column]))
        if step > 1:
            rounded[nilai[:, column] % step == 0, column] = step
    return rounded


def rounded_to(numbers: Float) -> float:
    """What whole numbers were rounded to, 1 where nothing shows that they were. One that was not may be a slip."""
    found = 1.0
    for step in ROUNDED_TO if numbers.size >= FEW else ():
        odd = np.count_nonzero(numbers % step)
        if odd <= 1 and (numbers.size - odd) * np.log2(step) - odd * np.log2(numbers.size) >= ROUNDED_BITS:
            found = step
    return found

"""How much a pattern explains: bits of evidence on each line, and the run of lines where it holds.

Two descriptions of a line compete. Without the pattern its total is any number of its size: telling it costs
log2(size / step) bits. With the pattern the total is told by its parts, up to what rounding hides. A line where the pattern holds
saves the difference; a line where it fails costs what a surprise costs. What is saved over a run of lines, less the cost of
naming the pattern among all that were tried, is the evidence for it.
"""

from __future__ import annotations

import numpy as np

from flows.tabel.ambang import AMBANG
from flows.tabel.kisi import Bool, Float, Int


def bits(size: Float, tolerance: Float, step: Float) -> Float:
    """Bits saved on lines that agree within ``tolerance``: of all numbers of this ``size`` in ``step``s, how few would."""
    agreeing = (2 * np.floor(np.minimum(tolerance, size) / step + 1e-6) + 1) * step
    return np.clip(np.log2(np.maximum(size, step) / agreeing), 0.0, AMBANG.bit_terbanyak)


def best_run(saved: Float) -> tuple[Float, Int, Int]:
    """For each pattern (columns of ``saved``, shape (lines, patterns)) the run of lines that saves most.

    Returns the bits saved, the first and the last line of the run.
    """
    lines, patterns = saved.shape
    best = np.full(patterns, -np.inf)
    first, last = np.zeros(patterns, dtype=np.int64), np.zeros(patterns, dtype=np.int64)
    current, start = np.zeros(patterns), np.zeros(patterns, dtype=np.int64)
    for line in range(lines):
        fresh = current <= 0
        start = np.where(fresh, line, start)
        current = np.where(fresh, 0.0, current) + saved[line]
        better = current > best
        best = np.where(better, current, best)
        first, last = np.where(better, start, first), np.where(better, line, last)
    return best, first, last


def naming_run(known: Bool, first: int, last: int) -> float:
    """Bits to say where a run begins and ends, on lines where its item is ``known``: nothing where it covers all of them."""
    lines = np.flatnonzero(known)
    end = float(np.log2(max(lines.size, 1)))
    return end * (int(first > lines[0]) + int(last < lines[-1]))


def saved_bits(agree: Bool, near: Bool, judged: Bool, absent: Bool, gain: Float) -> Float:
    """Bits saved by line: ``gain`` where the pattern agrees, a cost where it is judged and fails or where its total is absent."""
    cost = np.where(near, AMBANG.harga_nyaris, AMBANG.harga_gagal)
    return np.where(agree, gain, np.where(judged, -cost, np.where(absent, -AMBANG.harga_absen, 0.0)))


def widened(even: Bool, first: Int, last: Int) -> tuple[Int, Int]:
    """Runs with the lines at their ends that nearly agree too, or tell nothing: where total and parts are nil."""
    first, last = first.copy(), last.copy()
    for column in range(first.size):
        while first[column] > 0 and even[first[column] - 1, column]:
            first[column] -= 1
        while last[column] < even.shape[0] - 1 and even[last[column] + 1, column]:
            last[column] += 1
    return first, last

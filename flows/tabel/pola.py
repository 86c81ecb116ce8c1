"""What is looked for: a pattern names the items that make up another one, on a run of lines."""

from __future__ import annotations

from dataclasses import dataclass

SUM, AVERAGE, DIVISION, CHANGE = "Sum", "Average", "Division", "RelativeChange"


@dataclass(frozen=True, slots=True)
class Pola:
    """Item ``hasil`` is ``operator`` of the items ``bagian`` on the lines ``garis`` (all of them within one run).

    ``bit``: evidence beyond its cost. ``jenis``: how its parts stand to it (calon.py).
    ``bagian`` of a division are (dividend, divisor), of a change (old, new).
    """

    operator: str
    hasil: int
    bagian: tuple[int, ...]
    garis: tuple[int, ...]
    bit: float
    jenis: str = ""

    @property
    def awal(self) -> int:
        return self.garis[0]

    @property
    def akhir(self) -> int:
        return self.garis[-1]

    def bertemu(self, other: Pola) -> bool:
        """Whether the runs of both share lines."""
        return self.awal <= other.akhir and other.awal <= self.akhir

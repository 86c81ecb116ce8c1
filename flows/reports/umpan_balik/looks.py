"""How each kind of mark looks: told apart by colour, by colour-blind eyes, and on a black-and-white print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from flows.findings import GALAT, INFO, PERINGATAN

DIGANTI, DIJADIKAN_ANGKA, TERKAIT, DIKETAHUI = "diganti", "dijadikan angka", "terkait", "diketahui"


@dataclass(frozen=True)
class Look:
    """Fill, ink and border of a mark (RGB), and what it means."""

    isi: str
    tinta: str
    arti: str
    tebal: bool = False
    miring: bool = False
    garis: Literal["thin", "dashed"] | None = None
    """Style of the border, in the ink's colour."""


LOOKS = {
    GALAT: Look("B3391B", "FFFFFF", "galat: belum dimuat, harus dibetulkan", tebal=True),
    PERINGATAN: Look("F6BE3B", "1F2A37", "peringatan: dimuat, tetapi bertentangan; periksa", tebal=True),
    DIGANTI: Look(
        "BFE5D2", "00573F", "nilainya sudah diganti di salinan ini; semula: lihat komentar", tebal=True, miring=True, garis="thin"
    ),
    INFO: Look("D6E6F5", "1F2A37", "info: dimuat setelah ditafsirkan; cukup dibaca"),
    DIJADIKAN_ANGKA: Look("E6F4EC", "1F2A37", "info: teks sudah dijadikan angka, nilainya tetap"),
    TERKAIT: Look("FFF8E3", "5C4300", "ikut terpengaruh oleh sel lain", garis="dashed"),
    DIKETAHUI: Look("E6E6E6", "5F5F5F", "sudah diketahui kantor; tidak dihitung"),
}
"""By name, the one that wins where a cell has several marks first."""

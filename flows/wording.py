"""Numbers, periods and times as an Indonesian report writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_ROMAWI = ("I", "II", "III", "IV")


def angka(nilai: Decimal | int | float | None, desimal: int | None = None) -> str:
    """``1234.5`` with two decimals is 1.234,50; without ``desimal`` it keeps as many as it has; None is -."""
    if nilai is None:
        return "-"
    exact = nilai if isinstance(nilai, Decimal) else Decimal(str(nilai))
    if desimal is None:
        plain = f"{exact:,f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    else:
        plain = f"{exact.quantize(Decimal(1).scaleb(-desimal), ROUND_HALF_UP):,f}"
    return plain.translate(str.maketrans(",.", ".,"))


def nama_periode(periode: str | None) -> str:
    """``TW2`` as TW II, ``S1`` as Semester I, ``B12`` as Desember; a full year needs no word."""
    if not periode or periode == "TAHUN":
        return ""
    if periode.startswith("TW"):
        return f"TW {_ROMAWI[int(periode[2:]) - 1]}"
    if periode.startswith("S"):
        return f"Semester {_ROMAWI[int(periode[1:]) - 1]}"
    return BULAN[int(periode[1:]) - 1]


def tahun_periode(tahun: int, periode: str | None) -> str:
    """``2025`` and ``TW2`` as 2025 TW II; a month stands before its year."""
    nama = nama_periode(periode)
    if periode and periode.startswith("B"):
        return f"{nama} {tahun}"
    return f"{tahun} {nama}".strip()


def urutan_periode(periode: str) -> tuple[int, int]:
    """A key that puts the period ending last, and of two that end together the longer one, last."""
    if periode == "TAHUN":
        return 12, 12
    months = {"TW": 3, "S": 6, "B": 1}
    kind = periode.rstrip("0123456789")
    length = months[kind]
    return int(periode[len(kind) :]) * length, length


def waktu(saat: datetime | None) -> str:
    """``23 November 2026, 19.35`` by this machine's clock, from a time in UTC; - when unknown."""
    if saat is None:
        return "-"
    saat = saat.replace(tzinfo=UTC).astimezone()
    return f"{saat.day} {BULAN[saat.month - 1]} {saat.year}, {saat:%H.%M}"


def banyak_desa(rows: Sequence[Mapping[str, Any]]) -> str:
    """How many villages some rows of ``penduduk_desa`` are about; a unit's own row, which only it has, is none."""
    villages = sum(row["desa_kode"] != row["unit_kode"] for row in rows)
    return f"{villages} desa/kelurahan" if villages else "tanpa rincian desa"

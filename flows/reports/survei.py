"""A year's surveys as every report reads them: their order, unsur, groups of respondents, and what to improve first."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.reports.warehouse import Record, UnitData
from flows.wording import urutan_periode

TERENDAH = 3
"""Unsur named as those to improve first."""
TIDAK_DIISI = "(tidak diisi)"
"""The group of those who did not say."""
_INDIKATOR = "ikm"
_JENJANG = ("tidak", "sd", "mi", "sltp", "smp", "mts", "slta", "sma", "smk", "ma", "d1", "d2", "d3", "d4", "s1", "s2", "s3")
"""First words of the levels of education, the lowest first; others come after."""
DIMENSI = {
    "layanan": "Jenis Layanan",
    "jenis_kelamin": "Jenis Kelamin",
    "umur": "Umur",
    "pendidikan": "Pendidikan",
    "pekerjaan": "Pekerjaan",
}
"""Traits by which respondents are grouped, in the order of the reports."""
_KELAMIN = {"L": "Laki-laki", "P": "Perempuan"}


def surveys_of(data: UnitData, tahun: int) -> list[Record]:
    """The surveys of a year; the one that ends last comes last."""
    return sorted(data.rows("ikm", tahun=tahun), key=lambda row: urutan_periode(row["periode"]))


def unsur_of(data: UnitData, survey: Record) -> list[Record]:
    """The unsur of a survey in the office's own numbering: U1, U2, …, U10."""
    rows = data.rows("ikm_unsur", tahun=survey["tahun"], periode=survey["periode"])
    return sorted(rows, key=lambda row: (len(row["unsur_nomor"] or "U99"), row["unsur_nomor"] or "", row["unsur_kode"]))


def groups_of(data: UnitData, survey: Record) -> dict[str, list[Record]]:
    """The respondents of a survey by service and by each trait that was asked; each row's ``nama`` is its group's in full."""
    key = {"tahun": survey["tahun"], "periode": survey["periode"]}
    rows = [{**row, "dimensi": "layanan", "kelompok": row["layanan"]} for row in data.rows("ikm_layanan", **key)]
    rows += data.rows("ikm_responden", **key)
    rows = [{**row, "nama": _KELAMIN.get(row["kelompok"], row["kelompok"])} for row in rows]
    order = list(DIMENSI)
    kinds = sorted({row["dimensi"] for row in rows}, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))
    groups = {kind: [row for row in rows if row["dimensi"] == kind] for kind in kinds}
    groups.get("pendidikan", []).sort(key=_jenjang)
    return {kind: members for kind, members in groups.items() if any(row["kelompok"] != TIDAK_DIISI for row in members)}


def _jenjang(row: Record) -> int:
    """The place of a level of education; ``D4/S1`` stands where D4 does."""
    word = re.split(r"[^a-z0-9]", row["kelompok"].lower(), maxsplit=1)[0]
    return _JENJANG.index(word) if word in _JENJANG else len(_JENJANG)


def name_of(dimensi: str) -> str:
    """The trait as a heading."""
    return DIMENSI.get(dimensi, dimensi.replace("_", " ").capitalize())


def lowest(unsur: list[Record]) -> list[Record]:
    """The unsur to improve first, the lowest first; those that share the last place are all named."""
    known = sorted((row for row in unsur if row["nilai_konversi"] is not None), key=lambda row: row["nilai_konversi"])
    if len(known) <= TERENDAH:
        return known[:1]
    limit = known[TERENDAH - 1]["nilai_konversi"]
    return [row for row in known if row["nilai_konversi"] <= limit]


def ikm_by_year(data: UnitData, tahun: int) -> list[tuple[int, Decimal, bool]]:
    """IKM of each year up to ``tahun``: of its last survey (True), else as the office's indicator sheets state it (False)."""
    stated = {
        row["tahun"]: row["realisasi"]
        for row in data.rows("capaian_indikator", indikator_kode=_INDIKATOR, periode="TAHUN")
        if row["realisasi"] is not None
    }
    years = sorted({row["tahun"] for row in data.rows("ikm")} | set(stated))
    found = []
    for year in (each for each in years if each <= tahun):
        surveys = surveys_of(data, year)
        found.append((year, surveys[-1]["ikm"], True) if surveys else (year, stated[year], False))
    return found


def mutu_of(survey: Record) -> str:
    """``mutu B (Baik)``; a survey from before the scale was in force has no letter."""
    return f"mutu {survey['mutu']} ({survey['kinerja']})" if survey["mutu"] else "tanpa mutu"


def unsur_name(row: Record) -> str:
    """``U9 Penanganan Pengaduan``."""
    return f"{row['unsur_nomor'] or ''} {row['unsur_nama']}".strip()

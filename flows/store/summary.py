"""What a release holds, in a few figures for the terminal, the run history and the reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb

from flows.findings import GALAT, LEVELS, PERINGATAN, Temuan

if TYPE_CHECKING:
    from pathlib import Path

    from flows.pipeline import Summary

_WORST = 10
_ROWS = ("dibaca", "dimuat", "ditolak", "total", "ganda", "tergantikan", "catatan", "kosong")
_FIGURES = """
    SELECT unit_kode, tahun, periode, 1 AS urutan, 'IKM' AS nama, ikm AS nilai, mutu AS tambahan FROM ikm
    UNION ALL SELECT unit_kode, tahun, 'TAHUN', 2, 'Capaian kinerja rata-rata', capaian_rata_rata, kategori FROM capaian_kinerja
    UNION ALL SELECT unit_kode, tahun, periode, 3, 'Serapan anggaran (%)', persen, NULL FROM serapan_anggaran
    UNION ALL SELECT unit_kode, tahun, 'TAHUN', 4, 'Efisiensi (rasio)', rasio, NULL FROM efisiensi WHERE cakupan = 'kecamatan'
    UNION ALL SELECT unit_kode, tahun, 'TAHUN', 5, 'Nilai SAKIP', nilai, predikat FROM predikat_sakip
    UNION ALL SELECT unit_kode, tahun, periode, 6, 'Penduduk (jiwa)', sum(jumlah), count(*) || ' desa' FROM penduduk_desa
        GROUP BY unit_kode, tahun, periode
"""


def summarise(published: Path, rilis: str, reports: list[str]) -> Summary:
    """The summary of a published warehouse."""
    from flows.pipeline import Summary

    with duckdb.connect(str(published), read_only=True) as con:
        totals = con.execute(f"SELECT count(*), {', '.join(f'sum({name})' for name in _ROWS)} FROM audit.baris").fetchone() or ()
        files = con.execute("SELECT count(*) FROM audit.berkas").fetchone() or (0,)
        counts = dict(con.execute("SELECT tingkat, count(*) FROM audit.temuan GROUP BY tingkat").fetchall())
        worst = con.execute(
            "SELECT aturan, tingkat, berkas, lembar, sel, nilai, pesan, saran FROM audit.temuan WHERE tingkat IN (?, ?) "
            "ORDER BY tingkat, berkas, lembar, sel, aturan LIMIT ?", [GALAT, PERINGATAN, _WORST],
        ).fetchall()  # fmt: skip
        figures = con.execute(
            f"SELECT unit_kode, tahun, periode, nama, nilai, tambahan FROM ({_FIGURES}) WHERE nilai IS NOT NULL "
            "ORDER BY unit_kode, tahun, urutan, periode"
        ).fetchall()
    return Summary(
        status="terbit",
        rilis=rilis,
        files=files[0],
        sheets=totals[0],
        rows={name: int(value or 0) for name, value in zip(_ROWS, totals[1:], strict=True)},
        findings={level: counts.get(level, 0) for level in LEVELS},
        worst=[Temuan(*(value or "" for value in row)) for row in worst],
        figures=[_figure(*row) for row in figures],
        reports=reports,
    )


def _figure(unit: str, tahun: int, periode: str, nama: str, nilai: object, tambahan: str | None) -> tuple[str, str]:
    label = f"{unit} {tahun}" if periode == "TAHUN" else f"{unit} {tahun} {periode}"
    whole, _, fraction = str(nilai).partition(".")
    text = f"{int(whole):,}".replace(",", ".") + (f",{fraction}" if fraction else "")
    return f"{label} {nama}", f"{text} ({tambahan})" if tambahan else text

"""What was found in the workbooks."""

from __future__ import annotations

from collections import Counter

from flows.findings import ARTI, LEVELS
from flows.reports.halaman.bagian.isian import ANGKA, NAMA, Isian, tempat
from flows.reports.halaman.isi import Bagian, Baris, Kolom, Tabel
from flows.reports.notes import comparisons
from flows.reports.tables.pemeriksaan import findings
from flows.reports.warehouse import Record
from flows.summary import temuan_counts
from flows.wording import angka

_CONTOH_TEMUAN = 300
"""Findings that the page lists; all of them stand in the workbook."""


def temuan(isian: Isian) -> Bagian | None:
    """What was found in the workbooks, and the printed figures that differ from the computed ones."""
    rows = findings(isian.data)
    differing = [r for r in comparisons(isian.data, isian.tahun) if r["cocok"] is False]
    if not rows and not differing:
        return None
    tables = []
    if rows:
        body = tuple(
            Baris(
                (
                    r["tingkat"],
                    r["aturan"],
                    tempat(r),
                    r["pesan"],
                    r["saran"] or "",
                ),
                r["tingkat"] if not r["diketahui"] else "redup",
                saring=r["tingkat"],
            )
            for r in rows[:_CONTOH_TEMUAN]
        )
        columns = (Kolom("Tingkat"), Kolom("Kode"), Kolom("Tempat", NAMA), Kolom("Temuan"), Kolom("Saran"))
        rest = len(rows) - len(body)
        notes = (f"Dan {angka(rest)} temuan lain, di lembar Temuan pada buku kerja laporan.",) if rest else ()
        tables.append(Tabel("Temuan pada buku kerja", columns, body, LEVELS, cari=True, catatan=notes))
    if differing:
        body = tuple(
            Baris(
                (r["uraian"], r["ukuran"].replace("_", " "), _nilai(r, "tercetak"), _nilai(r, "dihitung"), tempat(r)),
                "redup" if r["diketahui"] else "",
            )
            for r in differing[:_CONTOH_TEMUAN]
        )
        columns = (Kolom("Uraian", NAMA), Kolom("Ukuran"), Kolom("Tercetak", ANGKA), Kolom("Dihitung", ANGKA), Kolom("Tempat"))
        tables.append(Tabel("Angka tercetak yang berbeda dari hitungan", columns, body, cari=True))
    counting = Counter(r["tingkat"] for r in rows if not r["diketahui"])
    intro = (
        f"{temuan_counts(counting, len(rows) - counting.total())}.",
        "; ".join(f"{level}: {ARTI[level]}" for level in LEVELS).capitalize() + ".",
    )
    return Bagian("temuan", "Temuan", intro, (), tuple(tables))


def _nilai(row: Record, which: str) -> str:
    return angka(row[f"nilai_{which}"]) if row[f"nilai_{which}"] is not None else row[f"teks_{which}"] or "–"

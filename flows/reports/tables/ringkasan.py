"""The first sheet: the year's main figures, what the report was made from, and what was found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flows.findings import LEVELS
from flows.reports.asal import catatan_kunci
from flows.reports.sheets import Cell, Column, Row, Section, Sheet
from flows.reports.tables.helpers import total
from flows.reports.tables.pemeriksaan import findings
from flows.reports.warehouse import Record, UnitData
from flows.summary import temuan_counts
from flows.wording import angka, banyak_desa, tahun_periode, urutan_periode, waktu

_GRID = (23.0, 9.0, 15.0, 9.0, 9.0, 13.0, 11.0, 14.0)
PEMBUKUAN = ("dibaca", "dimuat", "ditolak", "total", "ganda", "tergantikan")


@dataclass(frozen=True)
class _Figure:
    """A main figure: where it stands in the warehouse and what to say beside it."""

    nama: str
    table: str
    column: str
    kind: str
    note: Callable[[Record], str] = lambda row: ""


def _sampel(row: Record) -> str:
    if row["sampel_minimum"] is None:
        return ""
    kata = {True: "terpenuhi", False: "belum terpenuhi", None: "belum dinilai"}[row["sampel_cukup"]]
    return f"sampel minimum {angka(row['sampel_minimum'])}: {kata}"


_FIGURES = (
    _Figure("Indeks Kepuasan Masyarakat (IKM)", "ikm", "ikm", "desimal", 
            lambda r: f"mutu {r['mutu'] or '-'}, {r['kinerja'] or '-'}; dengan bobot eksak {angka(r['ikm_eksak'], 2)}"),
    _Figure("Responden SKM", "ikm", "jumlah_responden", "bulat", _sampel),
    _Figure("Rata-rata capaian kinerja (%)", "capaian_kinerja", "capaian_rata_rata", "persen",
            lambda r: f"{r['kategori'] or '-'}, {r['jumlah_indikator']} indikator"),
    _Figure("Pagu anggaran (Rp)", "serapan_anggaran", "pagu", "rupiah"),
    _Figure("Realisasi anggaran (Rp)", "serapan_anggaran", "realisasi", "rupiah"),
    _Figure("Serapan anggaran (%)", "serapan_anggaran", "persen", "persen", lambda r: f"sisa Rp {angka(r['sisa'])}"),
    _Figure("Rasio efisiensi", "efisiensi", "rasio", "desimal", lambda r: "capaian ÷ serapan × 100"),
    _Figure("Penduduk (jiwa)", "penduduk_desa", "jumlah", "bulat"),
    _Figure("Kepala keluarga", "penduduk_desa", "kk", "bulat"),
    _Figure("Nilai SAKIP", "predikat_sakip", "nilai", "desimal", lambda r: f"predikat {r['predikat'] or '-'}"),
)  # fmt: skip


def ringkasan(data: UnitData, tahun: int, missing: Sequence[str]) -> Sheet:
    """``missing`` are the names of the tables that have no data for the year."""
    sections = (
        _about(data, tahun),
        _main_figures(data, tahun),
        *([_missing(missing)] if missing else []),
        _made_from(data.of(tahun)),
        _accounting(data.of(tahun)),
        _found(data),
    )
    return Sheet((f"Laporan Kinerja Tahun {tahun}",), sections, grid=_GRID)


def _about(data: UnitData, tahun: int) -> Section:
    rilis, atur = data.release, data.release.pengaturan
    batas = atur.get("capaian.batas") or ""
    lines: tuple[tuple[str, str], ...] = (
        ("Rilis gudang data", f"{waktu(rilis.dibuat)}; nama rilis {rilis.rilis}; program versi {rilis.versi_program}"),
        ("Bobot SKM", atur.get("skm.bobot") or "-"),
        (
            "Skala kategori capaian",
            (atur.get("capaian.skala") or "-") + (f", dibatasi {batas} %" if batas else ", tanpa batas atas"),
        ),
    )
    dikunci = catatan_kunci(data, tahun)
    if dikunci:
        lines += (("Tahun dikunci", f"{dikunci} Hitungan yang baru ada pada lembar Rekonsiliasi."),)
    columns = (Column("Perihal"), Column("Isi", span=7))
    return Section(columns, tuple(Row(line) for line in lines), header=False)


def _main_figures(data: UnitData, tahun: int) -> Section:
    columns = (
        Column("Ukuran", span=2),
        Column("Periode", kind="tengah"),
        Column("Nilai", span=2),
        Column("Selisih dari tahun sebelumnya", kind="selisih"),
        Column("Keterangan", span=2),
    )
    body = []
    for figure in _FIGURES:
        now = _value(data, figure, tahun)
        if now is None:
            continue
        nilai, periode, note = now
        before = _value(data, figure, tahun - 1)
        beda = nilai - before[0] if before and before[1] == periode else None
        kind = "selisih_bulat" if figure.kind in ("bulat", "rupiah") else "selisih"
        saat = tahun_periode(tahun, periode)
        body.append(Row((figure.nama, saat, Cell(nilai, figure.kind), Cell(beda, kind), note)))
    notes = () if body else ("Belum ada angka utama untuk tahun ini.",)
    return Section(columns, tuple(body), "Angka utama", notes, header=bool(body))


def _value(data: UnitData, figure: _Figure, tahun: int) -> tuple[Any, str, str] | None:
    """The figure of the year with its period and remark; villages are added up, None when nothing is known."""
    rows = data.rows(figure.table, tahun=tahun)
    if figure.table == "efisiensi":
        rows = [row for row in rows if row["cakupan"] == "kecamatan"]
    periode = "TAHUN"
    if rows and "periode" in rows[0]:
        periode = max((row["periode"] for row in rows), key=urutan_periode)
        rows = [row for row in rows if row["periode"] == periode]
    nilai = total(rows, figure.column)
    if nilai is None:
        return None
    note = banyak_desa(rows) if figure.table == "penduduk_desa" else figure.note(rows[0])
    return nilai, periode, note


def _made_from(data: UnitData) -> Section:
    columns = (
        Column("Buku kerja", span=3),
        Column("Sidik (SHA-256)", kind="tengah", span=2),
        Column("Disimpan", span=2),
        Column("Status", kind="tengah"),
    )
    body = tuple(Row((row["berkas"], row["berkas_sha256"][:12], waktu(row["disimpan"]), row["status"])) for row in data.sources())
    notes = ("Sidik menunjuk versi buku kerja yang dipakai; arsipnya disimpan kantor.",)
    return Section(columns, body, "Dibuat dari", notes)


def _found(data: UnitData) -> Section:
    found = findings(data)
    rows = [row for row in found if not row["diketahui"]]
    said = temuan_counts(Counter(row["tingkat"] for row in rows), len(found) - len(rows))
    columns = (
        Column("Temuan"),
        Column("Jumlah", kind="bulat"),
        Column("Contoh tempat", span=2),
        Column("Contoh pesan", span=4),
    )
    by_rule: dict[tuple[str, str], list[Record]] = {}
    for row in rows:
        by_rule.setdefault((row["tingkat"], row["aturan"]), []).append(row)
    body = tuple(
        Row((Cell(f"{tingkat} {aturan}", tingkat), len(same), _place(same[0]), same[0]["pesan"]))
        for (tingkat, aturan), same in sorted(by_rule.items(), key=lambda item: LEVELS.index(item[0][0]))
    )
    notes = ("Setiap temuan, lengkap dengan saran perbaikannya, ada pada lembar Temuan.",) if body else ()
    return Section(columns, body, f"Temuan: {said}", notes, header=bool(body))


def _place(row: Record) -> str:
    return " › ".join(part for part in (row["berkas"], row["lembar"], row["sel"]) if part)


def _accounting(data: UnitData) -> Section:
    """Rows read and what became of them, by workbook; the remainder is notes and blanks."""
    body = []
    for berkas, rows in data.accounting().items():
        sums = [total(rows, name) or 0 for name in PEMBUKUAN]
        closes = all(row["seimbang"] for row in rows)
        body.append(Row((berkas, *sums, "cocok" if closes else "tidak cocok")))
    columns = (
        Column("Buku kerja"),
        *(Column(nama.replace("_", " ").capitalize(), kind="bulat") for nama in PEMBUKUAN),
        Column("Penutupan", kind="tengah"),
    )
    notes = ("Dibaca = dimuat + ditolak + total + ganda + tergantikan + catatan dan baris kosong.",)
    return Section(columns, tuple(body), "Pembukuan baris", notes)


def _missing(missing: Sequence[str]) -> Section:
    body = tuple(Row((name, "belum ada data")) for name in missing)
    return Section((Column("Tabel", span=4), Column("Keadaan", span=4)), body, "Belum ada data", header=False)

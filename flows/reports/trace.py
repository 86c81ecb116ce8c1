"""From any figure of a result table to its formula and cells: what `kinerja trace` answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from flows.errors import TraceError
from flows.reports.asal import Asal, AsalUsul, Sel, catatan_kunci
from flows.reports.warehouse import RESULTS, Record, UnitData, Warehouse
from flows.wording import angka

_KEYS: dict[str, tuple[str, ...]] = {
    "ikm": ("periode",),
    "ikm_unsur": ("periode", "unsur_kode"),
    "ikm_layanan": ("periode", "layanan"),
    "ikm_responden": ("periode", "dimensi", "kelompok"),
    "capaian_indikator": ("periode", "indikator_kode"),
    "capaian_renstra": ("indikator_kode", "tahun_akhir"),
    "perbandingan_tahunan": ("kelompok", "kode", "ukuran", "periode"),
    "realisasi_anggaran": ("periode", "kode"),
    "serapan_anggaran": ("periode",),
    "efisiensi": ("cakupan", "kode"),
    "penduduk_desa": ("periode", "desa_kode"),
    "penduduk_umur": ("desa_kode", "kelompok_umur"),
    "nilai_sakip": ("komponen_kode",),
    "rekonsiliasi": ("periode", "aturan", "ukuran", "uraian"),
}
"""The keys of each table beside unit and year."""
_MAIN = {
    "ikm_unsur": "nrr", "ikm_layanan": "ikm", "ikm_responden": "ikm", "capaian_indikator": "capaian",
    "capaian_kinerja": "capaian_rata_rata", "capaian_renstra": "capaian_akhir", "perbandingan_tahunan": "selisih",
    "realisasi_anggaran": "persen", "serapan_anggaran": "persen", "efisiensi": "rasio", "penduduk_desa": "jumlah",
    "penduduk_umur": "jumlah", "nilai_sakip": "nilai", "predikat_sakip": "nilai", "rekonsiliasi": "nilai_tercetak", "ikm": "ikm",
}  # fmt: skip
"""The column that a table is asked for when none is named."""
_FIRST = {"efisiensi": {"cakupan": "kecamatan"}}
"""What is meant by a table without keys."""
_COMPARED = {
    "kinerja": ("capaian_indikator", "indikator_kode"), "ikm": ("ikm", ""), "ikm_unsur": ("ikm_unsur", "unsur_kode"),
    "anggaran": ("realisasi_anggaran", "kode"), "penduduk": ("penduduk_desa", "desa_kode"),
    "sakip": ("nilai_sakip", "komponen_kode"),
}  # fmt: skip
"""Where the two figures of a comparison stand, and the column that its ``kode`` is."""
_COMPARED_WHOLE = {"anggaran": "serapan_anggaran", "penduduk": "penduduk_desa", "sakip": "predikat_sakip"}
"""The same for the figure of the whole kecamatan."""


@dataclass(frozen=True)
class Jejak:
    """One figure with its origin: table, column, keys, value, what the column means, formula and cells; ``catatan``: what a
    reader must know of its year."""

    tabel: str
    kolom: str
    kunci: dict[str, str]
    unit: str
    nilai: str
    keterangan: str
    asal: Asal
    catatan: str = ""


def trace(warehouse: Warehouse, tabel: str, kolom: str | None, keys: Mapping[str, str]) -> list[Jejak]:
    """The figures of a table that the keys (column: value) leave over, as they stand in it.

    Raises TraceError, in Bahasa Indonesia, for a table or column that does not exist and for keys that fit no row.
    """
    if tabel not in RESULTS:
        raise TraceError(f"tabel {tabel} tidak ada.{_near(tabel, RESULTS)} Tabel yang ada: {', '.join(RESULTS)}")
    column = kolom or _MAIN.get(tabel, "")
    columns = {row["column_name"]: row["comment"] or "" for row in warehouse.query(_COLUMNS, tabel)}
    for name in (*([column] if column else []), *keys):
        if name not in columns:
            raise TraceError(f"kolom {name} tidak ada di tabel {tabel}.{_near(name, columns)} Kolomnya: {', '.join(columns)}")
    wanted = dict(keys) if set(keys) - {"tahun", "unit_kode"} else {**_FIRST.get(tabel, {}), **keys}
    found = []
    for kode in warehouse.unit_codes():
        data = UnitData(warehouse, kode)
        for row in data.rows(tabel):
            if all(_same(row[name], value) for name, value in wanted.items()):
                found.append(_jejak(data, tabel, column, columns[column], row))
    if not found:
        said = ", ".join(f"{name}={value}" for name, value in wanted.items())
        raise TraceError(f"tidak ada baris {tabel} dengan {said}" if said else f"tabel {tabel} kosong")
    return found


_COLUMNS = "SELECT column_name, comment FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = $1"


def _near(name: str, names: Any) -> str:
    near = get_close_matches(name, list(names), n=1)
    return f" Mungkin maksudnya {near[0]}." if near else ""


def _same(value: object, asked: str) -> bool:
    """Whether a key's value is the one typed, letter case aside; numbers may be typed with a decimal comma."""
    if isinstance(value, Decimal):
        return angka(value) == asked or str(value) == asked
    return str(value).casefold() == asked.casefold()


def _jejak(data: UnitData, tabel: str, kolom: str, keterangan: str, row: Record) -> Jejak:
    names = ("unit_kode", *(("tahun",) if row.get("tahun") else ()), *_KEYS.get(tabel, ()))
    kunci = {name: str(row[name]) for name in names if row[name] is not None}
    value = row[kolom]
    text = value if isinstance(value, str) else angka(value, _digits(value))
    note = catatan_kunci(data, row["tahun"]) if row.get("tahun") else ""
    return Jejak(tabel, kolom, kunci, data.nama, text, keterangan, _origin(AsalUsul(data), data, tabel, kolom, row), note)


def _digits(value: object) -> int | None:
    """As many decimals as the column has, up to four: 100,00 is not 100."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else None
    return -exponent if isinstance(exponent, int) and -exponent in (2, 3) else None


def _origin(asal: AsalUsul, data: UnitData, tabel: str, kolom: str, row: Record) -> Asal:
    def survey() -> Record:
        return data.rows("ikm", tahun=row["tahun"], periode=row["periode"])[0]

    ways: dict[str, Callable[[], Asal]] = {
        "ikm": lambda: asal.responden(row) if kolom == "jumlah_responden" else asal.ikm(row),
        "ikm_unsur": lambda: asal.unsur(survey(), row),
        "ikm_layanan": lambda: asal.kelompok(survey(), {**row, "kelompok": row["layanan"]}),
        "ikm_responden": lambda: asal.kelompok(survey(), row),
        "capaian_indikator": lambda: asal.indikator(row, kolom if kolom in ("target", "realisasi") else "capaian"),
        "capaian_kinerja": lambda: asal.capaian_rata_rata(row, _yearly(data, row)),
        "capaian_renstra": lambda: asal.renstra(row),
        "perbandingan_tahunan": lambda: _compared(data.of(row["tahun"]), row),
        "realisasi_anggaran": lambda: asal.anggaran(row),
        "serapan_anggaran": lambda: asal.serapan(row),
        "efisiensi": lambda: asal.efisiensi(row),
        "penduduk_desa": lambda: asal.penduduk(
            [row], _count(kolom), f"{row['desa']}: {kolom.replace('_', ' ')} {angka(row[kolom])}"
        ),
        "penduduk_umur": lambda: _of_village(asal.umur(row["tahun"], row["kelompok_umur"]), row, kolom),
        "nilai_sakip": lambda: asal.sakip(row["tahun"], f"{row['komponen']}: {angka(row['nilai'])}", row["komponen_kode"]),
        "predikat_sakip": lambda: asal.sakip(row["tahun"], f"Nilai SAKIP {angka(row['nilai'], 2)} ({row['predikat'] or '-'})"),
        "rekonsiliasi": lambda: _printed(row),
    }
    return ways[tabel]() if tabel in ways else Asal(tabel, "Lihat sql/README.md.", (), 0)


def _yearly(data: UnitData, row: Record) -> list[Record]:
    return data.rows("capaian_indikator", tahun=row["tahun"], periode="TAHUN")


def _count(kolom: str) -> str:
    return kolom if kolom in ("laki_laki", "perempuan", "kk", "rumah") else "jumlah"


def _of_village(whole: Asal, row: Record, kolom: str) -> Asal:
    cells = tuple(cell for cell in whole.sel if cell.uraian.startswith(f"{row['desa']}, "))
    judul = f"{row['desa']}, umur {row['kelompok_umur']}: {kolom.replace('_', ' ')} {angka(row[kolom])}"
    return replace(whole, judul=judul, rumus="Jumlah = laki-laki + perempuan.", sel=cells, jumlah_sel=len(cells))


def _compared(data: UnitData, row: Record) -> Asal:
    """The figures of both years, each with its cells."""
    asal = AsalUsul(data)
    table, column = _COMPARED[row["kelompok"]]
    if row["kode"] == data.kode:
        table, column = _COMPARED_WHOLE.get(row["kelompok"], table), ""
    cells: list[Sel] = []
    for tahun in (row["tahun"], row["tahun"] - 1):
        for found in data.rows(table, tahun=tahun):
            if found.get("periode", row["periode"]) == row["periode"] and (not column or found[column] == row["kode"]):
                origin = _origin(asal, data, table, row["ukuran"], found)
                cells += [replace(cell, uraian=f"{tahun}, {cell.uraian}") for cell in origin.sel]
    rumus = (
        f"Selisih = {angka(row['nilai'])} − {angka(row['nilai_sebelumnya'])}: tahun {row['tahun']} dikurangi {row['tahun'] - 1}."
    )
    return Asal(f"{row['nama']}, {row['ukuran']}: selisih {angka(row['selisih'])}", rumus, tuple(cells), len(cells))


def _printed(row: Record) -> Asal:
    nilai = row["teks_tercetak"] if row["nilai_tercetak"] is None else angka(row["nilai_tercetak"])
    dihitung = row["teks_dihitung"] if row["nilai_dihitung"] is None else angka(row["nilai_dihitung"])
    judul = f"{row['uraian']}, {row['ukuran'].replace('_', ' ')}: tercetak {nilai or '-'}, dihitung {dihitung or '-'}"
    cell = Sel(row["berkas"], row["lembar"], row["sel"] or "", nilai or "", "angka tercetak")
    return Asal(judul, row["penjelasan"] or "Angka tercetak dibandingkan dengan hitungan ulang.", (cell,), 1)

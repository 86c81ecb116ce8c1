"""From any figure of a result table to its formula and cells: what `kinerja trace` answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from flows.errors import TraceError
from flows.reports.asal import Asal, AsalUsul, catatan_kunci
from flows.reports.warehouse import Record, UnitData, Warehouse
from flows.wording import angka

_TABLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "ikm": ("ikm", ("periode",)),
    "ikm_unsur": ("nrr", ("periode", "unsur_kode")),
    "ikm_layanan": ("ikm", ("periode", "layanan")),
    "ikm_responden": ("ikm", ("periode", "dimensi", "kelompok")),
    "capaian_indikator": ("capaian", ("periode", "indikator_kode")),
    "capaian_kinerja": ("capaian_rata_rata", ()),
    "capaian_renstra": ("capaian_akhir", ("indikator_kode", "tahun_akhir")),
    "perbandingan_tahunan": ("selisih", ("kelompok", "kode", "ukuran", "periode")),
    "perbandingan_unit": ("nilai", ("kelompok", "ukuran", "periode")),
    "realisasi_anggaran": ("persen", ("periode", "kode")),
    "serapan_anggaran": ("persen", ("periode",)),
    "efisiensi": ("rasio", ("cakupan", "kode")),
    "penduduk_desa": ("jumlah", ("periode", "desa_kode")),
    "penduduk_umur": ("jumlah", ("desa_kode", "kelompok_umur")),
    "nilai_sakip": ("nilai", ("komponen_kode",)),
    "predikat_sakip": ("nilai", ()),
    "rekonsiliasi": ("nilai_tercetak", ("periode", "aturan", "ukuran", "uraian")),
}
"""Each table with the column that is meant when none is named, and its keys beside unit and year."""
_FIRST = {"efisiensi": {"cakupan": "kecamatan"}}
"""What is meant by a table without keys."""


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
    if tabel not in _TABLES:
        raise TraceError(f"tabel {tabel} tidak ada.{_near(tabel, _TABLES)} Tabel yang ada: {', '.join(_TABLES)}")
    column = kolom or _TABLES[tabel][0]
    columns = {row["column_name"]: row["comment"] or "" for row in warehouse.query(_COLUMNS, tabel)}
    for name in (column, *keys):
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
    names = ("unit_kode", *(("tahun",) if row.get("tahun") else ()), *_TABLES[tabel][1])
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
        "perbandingan_tahunan": lambda: asal.perbandingan(row),
        "perbandingan_unit": lambda: asal.antar_unit(row),
        "realisasi_anggaran": lambda: asal.anggaran(row),
        "serapan_anggaran": lambda: asal.serapan(row),
        "efisiensi": lambda: asal.efisiensi(row),
        "penduduk_desa": lambda: asal.penduduk(
            [row], _count(kolom), f"{row['desa']}: {kolom.replace('_', ' ')} {angka(row[kolom])}"
        ),
        "penduduk_umur": lambda: asal.umur_desa(row, kolom),
        "nilai_sakip": lambda: asal.sakip(row["tahun"], f"{row['komponen']}: {angka(row['nilai'])}", row["komponen_kode"]),
        "predikat_sakip": lambda: asal.sakip(row["tahun"], f"Nilai SAKIP {angka(row['nilai'], 2)} ({row['predikat'] or '-'})"),
        "rekonsiliasi": lambda: asal.cetakan(row),
    }
    return ways[tabel]()


def _yearly(data: UnitData, row: Record) -> list[Record]:
    return data.rows("capaian_indikator", tahun=row["tahun"], periode="TAHUN")


def _count(kolom: str) -> str:
    return kolom if kolom in ("laki_laki", "perempuan", "kk", "rumah") else "jumlah"

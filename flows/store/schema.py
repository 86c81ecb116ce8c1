"""DuckDB column types of everything that is staged: datasets from their TOML, and the tables about the reading itself."""

from __future__ import annotations

from functools import cache

from flows.checks.compare import BANDING_FIELDS
from flows.findings import FIELDS
from flows.workbook.layouts import datasets

TYPES = {"teks": "VARCHAR", "bulat": "BIGINT", "uang": "DECIMAL(18,2)", "desimal": "DECIMAL(20,8)", "jawaban": "TINYINT[]"}
COMMON = {
    "berkas": "VARCHAR", "berkas_sha256": "VARCHAR", "lembar": "VARCHAR", "lembar_ke": "BIGINT", "baris": "BIGINT",
    "unit_kode": "VARCHAR",
}  # fmt: skip
"""What every staged dataset starts with."""


def _texts(names: str) -> dict[str, str]:
    return dict.fromkeys(names.split(), "VARCHAR")


BOOKKEEPING: dict[str, dict[str, str]] = {
    "berkas": _texts("berkas berkas_sha256")
    | {"ukuran": "BIGINT", "disimpan": "TIMESTAMP", "status": "VARCHAR", "jumlah_lembar": "BIGINT"},
    "lembar": _texts("berkas berkas_sha256 lembar")
    | {"lembar_ke": "BIGINT", "tata_letak": "VARCHAR", "tersembunyi": "BOOLEAN"}
    | dict.fromkeys(("dibaca", "total", "ganda", "ditolak", "catatan", "kosong", "gabung"), "BIGINT"),
    "temuan": dict.fromkeys(FIELDS, "VARCHAR"),
    "banding": dict.fromkeys(BANDING_FIELDS, "VARCHAR")
    | {"tahun": "BIGINT", "cocok": "BOOLEAN"}
    | dict.fromkeys(("nilai_tercetak", "nilai_dihitung", "selisih"), "DECIMAL(28,4)"),
    "baris_ditolak": _texts("berkas berkas_sha256 lembar") | {"baris": "BIGINT"} | _texts("sel aturan alasan isi"),
    "pengaturan": _texts("kunci nilai"),
    "wilayah": _texts("kode nama") | {"tingkat": "BIGINT"} | _texts("jenis kode_induk"),
    "aturan": _texts("aturan tingkat judul penyebab saran"),
    "rilis": {"rilis": "VARCHAR", "dibuat": "TIMESTAMP", "versi_program": "VARCHAR", "sidik": "VARCHAR"},
}


@cache
def staged_tables() -> dict[str, dict[str, str]]:
    """Every table of the catalog ``staging``: its columns in order with their DuckDB types."""
    return {name: dataset_columns(name) for name in datasets()} | BOOKKEEPING


def dataset_columns(name: str) -> dict[str, str]:
    """Columns of a staged dataset; a column marked ``sel`` is followed by ``<column>_sel``, its cell's A1 address."""
    columns = dict(COMMON)
    for column in datasets()[name].kolom.values():
        columns[column.nama] = TYPES[column.tipe]
        if column.sel:
            columns[f"{column.nama}_sel"] = "VARCHAR"
    return columns

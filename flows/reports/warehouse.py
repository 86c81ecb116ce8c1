"""The published warehouse as report builders see it: the rows of one unit, read once, picked by year."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from flows.reports.wording import urutan_periode

Record = dict[str, Any]

RESULTS = (
    "ikm", "ikm_unsur", "ikm_layanan", "ikm_responden", "capaian_indikator", "capaian_kinerja", "capaian_renstra",
    "perbandingan_tahunan", "realisasi_anggaran", "serapan_anggaran", "efisiensi", "penduduk_desa", "penduduk_umur",
    "nilai_sakip", "predikat_sakip", "rekonsiliasi",
)  # fmt: skip
"""The result tables of the warehouse, in the order of the data dictionary."""

_REALISED = """
    SELECT unit_kode, tahun FROM ikm
    UNION SELECT unit_kode, tahun FROM capaian_indikator WHERE realisasi IS NOT NULL
    UNION SELECT unit_kode, tahun FROM realisasi_anggaran WHERE realisasi IS NOT NULL
    UNION SELECT unit_kode, tahun FROM penduduk_desa
    UNION SELECT unit_kode, tahun FROM penduduk_umur
    UNION SELECT unit_kode, tahun FROM nilai_sakip
    ORDER BY ALL
"""


@dataclass(frozen=True)
class Release:
    """What holds for every report of one published release: its stamp, settings, workbooks and their findings."""

    rilis: str
    dibuat: datetime
    versi_program: str
    pengaturan: dict[str, str]
    berkas: list[Record]
    temuan: list[Record]
    baris: list[Record]


class Warehouse:
    """A published warehouse, open for reading only."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self._con = con
        stamp = self.query("SELECT rilis, dibuat, versi_program FROM audit.rilis")[0]
        settings = self.query("SELECT kunci, nilai FROM acuan.pengaturan")
        self.release = Release(
            **stamp,
            pengaturan={row["kunci"]: row["nilai"] for row in settings},
            berkas=self.query("SELECT * FROM audit.berkas ORDER BY ALL"),
            temuan=self.query("SELECT * FROM audit.temuan ORDER BY ALL"),
            baris=self.query("SELECT * FROM audit.baris ORDER BY ALL"),
        )

    def query(self, sql: str, *values: object) -> list[Record]:
        """The rows of a query as dictionaries; DECIMAL columns come as exact :class:`decimal.Decimal`."""
        cursor = self._con.execute(sql, list(values))
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def columns(self, table: str) -> list[str]:
        """The columns of a result table, in their order."""
        return [row["column_name"] for row in self.query(f"DESCRIBE {table}")]

    def units(self) -> dict[str, list[int]]:
        """Each unit with its years that have something realised: a survey, a realisasi, a count or an evaluation."""
        years: dict[str, list[int]] = {}
        for row in self.query(_REALISED):
            years.setdefault(row["unit_kode"], []).append(row["tahun"])
        return years

    def hashes_of(self, unit: str) -> set[str]:
        """The workbooks, by their SHA-256, that any data row of a unit comes from."""
        tables = self.query(
            "SELECT table_name FROM duckdb_columns() WHERE schema_name = 'data' AND column_name = 'berkas_sha256'"
        )
        parts = [f"SELECT berkas_sha256 FROM data.{row['table_name']} WHERE unit_kode = $1" for row in tables]
        return {row["berkas_sha256"] for row in self.query(" UNION ".join(parts), unit)}


class UnitData:
    """The rows of one unit. Tables are read at first use and kept; rows come in the order of their keys."""

    def __init__(self, warehouse: Warehouse, kode: str) -> None:
        self._warehouse = warehouse
        self._tables: dict[str, list[Record]] = {}
        self._hashes: set[str] | None = None
        self.release = warehouse.release
        self.kode = kode
        self.nama = self._name()

    def rows(self, table: str, **where: object) -> list[Record]:
        """The unit's rows of a table whose columns equal ``where``, e.g. ``rows("ikm", tahun=2024)``."""
        if table not in self._tables:
            query = f"SELECT * FROM {table} WHERE unit_kode = $1 ORDER BY ALL"
            self._tables[table] = self._warehouse.query(query, self.kode)
        return [row for row in self._tables[table] if all(row[name] == value for name, value in where.items())]

    def one(self, table: str, **where: object) -> Record | None:
        """The first such row, if any."""
        return next(iter(self.rows(table, **where)), None)

    def periode(self, table: str, tahun: int) -> str | None:
        """The last period of the year that the table has rows for; the full year when it is there."""
        return max((row["periode"] for row in self.rows(table, tahun=tahun)), key=urutan_periode, default=None)

    def sources(self) -> list[Record]:
        """The workbooks that the unit's rows come from, by name."""
        if self._hashes is None:
            self._hashes = self._warehouse.hashes_of(self.kode)
        return [row for row in self.release.berkas if row["berkas_sha256"] in self._hashes]

    def accounting(self) -> dict[str, list[Record]]:
        """The row accounting of each of those workbooks, sheet by sheet."""
        own: dict[str, list[Record]] = {row["berkas"]: [] for row in self.sources()}
        for row in self.release.baris:
            if row["berkas"] in own:
                own[row["berkas"]].append(row)
        return own

    def _name(self) -> str:
        settings = self.release.pengaturan
        if settings.get("unit.nama") and settings.get("unit.kode") == self.kode:
            return settings["unit.nama"]
        found = self._warehouse.query("SELECT jenis, nama FROM acuan.wilayah WHERE kode = $1", self.kode)
        return f"{found[0]['jenis']} {found[0]['nama']}".title() if found else f"Unit {self.kode}"


@contextmanager
def open_warehouse(path: Path) -> Iterator[Warehouse]:
    """The published warehouse at ``path``, never written to."""
    with duckdb.connect(str(path), read_only=True) as con:
        yield Warehouse(con)

"""The published warehouse as report builders see it: the rows of one unit, read once, picked by year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb

from flows.settings import LOCK_KEY
from flows.store.releases import file_name
from flows.wording import urutan_periode
from flows.workbook.text import cell_order

Record = dict[str, Any]

RESULTS = (
    "ikm", "ikm_unsur", "ikm_layanan", "ikm_responden", "capaian_indikator", "capaian_kinerja", "capaian_renstra",
    "perbandingan_tahunan", "realisasi_anggaran", "serapan_anggaran", "efisiensi", "penduduk_desa", "penduduk_umur",
    "nilai_sakip", "predikat_sakip", "rekonsiliasi",
)  # fmt: skip
"""The result tables of the warehouse, in the order of the data dictionary."""

SOURCED = (
    "anggaran", "iku_anggaran", "kinerja", "pagu", "penduduk_desa", "penduduk_umur", "profil_desa", "sakip",
    "skm_responden",
)  # fmt: skip
"""The tables of schema data whose rows name their workbook; every SKM answer has its row in skm_responden."""

_REALISED = """
    SELECT unit_kode, tahun FROM ikm
    UNION SELECT unit_kode, tahun FROM capaian_indikator WHERE realisasi IS NOT NULL
    UNION SELECT unit_kode, tahun FROM realisasi_anggaran WHERE realisasi IS NOT NULL
    UNION SELECT unit_kode, tahun FROM penduduk_desa
    UNION SELECT unit_kode, tahun FROM penduduk_umur
    UNION SELECT unit_kode, tahun FROM nilai_sakip
    ORDER BY ALL
"""

_TABLES_DESCRIBED = "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main' AND NOT internal"
_COLUMNS_DESCRIBED = """
    SELECT table_name, column_name, data_type, comment FROM duckdb_columns()
    WHERE schema_name = 'main' AND table_name IN (SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main')
    ORDER BY table_name, column_index
"""
_STEPS = """
    SELECT
        'mutu' AS jenis, mutu AS kata, CAST(uji_bawah AS DECIMAL(9, 2)) AS mulai,
        berlaku_dari AS dari, berlaku_sampai AS sampai, dasar_hukum AS dasar
    FROM acuan.mutu_skm
    UNION ALL
    SELECT 'kategori', kategori, COALESCE(batas_bawah + 0.01, -100000), 0, NULL, dasar_hukum
    FROM acuan.kategori_capaian
    WHERE skala = (SELECT nilai FROM acuan.pengaturan WHERE kunci = 'capaian.skala')
    UNION ALL
    SELECT 'predikat', predikat, CASE WHEN batas_bawah > 0 THEN batas_bawah + 0.01 ELSE 0 END, berlaku_dari, berlaku_sampai,
        dasar_hukum
    FROM acuan.predikat_sakip
"""
"""Scales whose lower bound is not part of a step begin a hundredth above it: their figures have two decimals."""
_CATEGORIES = """
    SELECT kategori, urutan, batas_bawah, batas_atas FROM acuan.kategori_capaian
    WHERE skala = (SELECT nilai FROM acuan.pengaturan WHERE kunci = 'capaian.skala') ORDER BY urutan
"""
"""The categories of the scale that the office chose."""


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
    tangga: list[Record]

    def steps(self, kind: str, tahun: int) -> tuple[tuple[Decimal, str], ...]:
        """The least figure of each word of a scale (mutu, kategori, predikat) that held in a year, the lowest first."""
        return tuple((row["mulai"], row["kata"]) for row in sorted(self._held(kind, tahun), key=lambda row: row["mulai"]))

    def basis(self, kind: str, tahun: int) -> str:
        """The legal basis of the scale that held in a year; empty without one."""
        return "; ".join(dict.fromkeys(row["dasar"] for row in self._held(kind, tahun)))

    def _held(self, kind: str, tahun: int) -> list[Record]:
        return [row for row in self.tangga if row["jenis"] == kind and row["dari"] <= tahun <= (row["sampai"] or tahun)]

    def scales(self, tahun: int) -> dict[str, tuple[str, ...]]:
        """The words of each scale that held in a year, the best first."""
        return {kind: tuple(word for _, word in reversed(self.steps(kind, tahun))) for kind in ("mutu", "kategori", "predikat")}

    kategori: list[Record]
    mutu: list[Record]

    @cached_property
    def urutan_lembar(self) -> dict[tuple[str, str], int]:
        """The place of each sheet in its workbook."""
        return {(row["berkas"], row["lembar"]): row["lembar_ke"] for row in self.baris}

    def reading_order(self, row: Record) -> tuple[str, int, tuple[int, int]]:
        """A key that puts rows with a cell as one reads the workbooks: by file, sheet, row and column."""
        return row["berkas"], self.urutan_lembar.get((row["berkas"], row["lembar"]), 0), cell_order(row["sel"] or "")


FEW_BYTES = 10_000_000
"""Of a warehouse, 3 MB of them the regions, up to which planning a query takes longer than running it without that."""


class Warehouse:
    """A published warehouse, open for reading only; ``earlier`` opens a kept release by its name, None where it is gone."""

    def __init__(self, con: duckdb.DuckDBPyConnection, earlier: Callable[[str], Warehouse | None] = lambda rilis: None) -> None:
        self._con = con
        self.earlier = cache(earlier)
        stamp = self.query("SELECT rilis, dibuat, versi_program FROM audit.rilis")[0]
        settings = self.query("SELECT kunci, nilai FROM acuan.pengaturan")
        self.release = Release(
            **stamp,
            pengaturan={row["kunci"]: row["nilai"] for row in settings},
            berkas=self.query("SELECT * FROM audit.berkas ORDER BY ALL"),
            temuan=self.query("SELECT * FROM audit.temuan ORDER BY ALL"),
            baris=self.query("SELECT * FROM audit.baris ORDER BY ALL"),
            tangga=self.query(_STEPS),
            kategori=self.query(_CATEGORIES),
            mutu=self.query("SELECT * FROM acuan.mutu_skm ORDER BY berlaku_dari, mutu"),
        )
        self.sources = self._sources()

    def read(self, sql: str, *values: object) -> tuple[list[str], list[Record]]:
        """The columns and rows of a query; DECIMAL columns come as exact :class:`decimal.Decimal`."""
        cursor = self._con.execute(sql, list(values))
        names = [column[0] for column in cursor.description]
        return names, [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def query(self, sql: str, *values: object) -> list[Record]:
        """The rows of a query."""
        return self.read(sql, *values)[1]

    def units(self) -> dict[str, list[int]]:
        """Each unit with its years that have something realised: a survey, a realisasi, a count or an evaluation."""
        years: dict[str, list[int]] = {}
        for row in self.query(_REALISED):
            years.setdefault(row["unit_kode"], []).append(row["tahun"])
        return years

    def parquet(self, sql: str) -> bytes:
        """The rows of a query as a Parquet file."""
        with TemporaryDirectory() as folder:
            path = Path(folder, "tabel.parquet")
            place = str(path).replace("'", "''")
            self._con.execute(f"COPY ({sql}) TO '{place}' (FORMAT parquet)")
            return path.read_bytes()

    @cached_property
    def described(self) -> dict[str, tuple[str, list[Record]]]:
        """The comment of each table of the main schema, and name, data_type and comment of its columns."""
        found: dict[str, tuple[str, list[Record]]] = {
            row["table_name"]: (row["comment"] or "", []) for row in self.query(_TABLES_DESCRIBED)
        }
        for row in self.query(_COLUMNS_DESCRIBED):
            found[row.pop("table_name")][1].append(row)
        return found

    def unit_codes(self) -> list[str]:
        """Every unit that has a figure, or that workbooks gave anything."""
        return sorted({*self.sources, *self.units()})

    def _sources(self) -> dict[str, set[str]]:
        """The workbooks that the rows of each unit come from."""
        parts = (f"SELECT DISTINCT unit_kode, berkas FROM data.{name}" for name in SOURCED)
        sources: dict[str, set[str]] = {}
        for row in self.query(" UNION ".join(parts)):
            sources.setdefault(row["unit_kode"], set()).add(row["berkas"])
        return sources


class UnitData:
    """The rows of one unit. Tables are read at first use and kept; rows come in the order of their keys.

    ``present``: the hashes of the workbooks that the published release was made of, by name; by default of ``warehouse``.
    """

    def __init__(self, warehouse: Warehouse, kode: str, present: Mapping[str, str] | None = None) -> None:
        self._warehouse = warehouse
        self._made_of: dict[int, UnitData] = {}
        self.present = (
            present if present is not None else {row["berkas"]: row["berkas_sha256"] for row in warehouse.release.berkas}
        )
        self._tables: dict[str, tuple[list[str], list[Record]]] = {}
        self.release = warehouse.release
        self.kode = kode
        self.nama = self._name()

    def locked(self, tahun: int) -> str | None:
        """The release that the figures of a year are locked to, if they are."""
        return self.release.pengaturan.get(f"{LOCK_KEY}{tahun}.{self.kode}")

    def locked_years(self) -> list[int]:
        """The years whose figures are locked."""
        keys = (key.removeprefix(LOCK_KEY).partition(".") for key in self.release.pengaturan if key.startswith(LOCK_KEY))
        return sorted(int(tahun) for tahun, _, kode in keys if kode == self.kode)

    def of(self, tahun: int) -> UnitData:
        """The rows that the figures of a year were computed from: those of the release that it is locked to, else these."""
        if tahun not in self._made_of:
            rilis = self.locked(tahun)
            earlier = self._warehouse.earlier(rilis) if rilis else None
            self._made_of[tahun] = UnitData(earlier, self.kode, self.present) if earlier else self
        return self._made_of[tahun]

    def rows(self, table: str, **where: object) -> list[Record]:
        """The unit's rows of a table whose columns equal ``where``, e.g. ``rows("ikm", tahun=2024)``."""
        found = self._read(table)[1]
        for name, value in where.items():
            found = [row for row in found if row[name] == value]
        return list(found)

    def of_year(self, table: str, tahun: int) -> list[Record]:
        """The rows of a year, and those that hold for every year."""
        return [row for row in self.rows(table) if row["tahun"] in (tahun, None)]

    def columns(self, table: str) -> list[str]:
        """The columns of a table, in their order."""
        return self._read(table)[0]

    def _read(self, table: str) -> tuple[list[str], list[Record]]:
        if table not in self._tables:
            query = f"SELECT * FROM {table} WHERE unit_kode = $1 ORDER BY ALL"
            self._tables[table] = self._warehouse.read(query, self.kode)
        return self._tables[table]

    def query(self, sql: str, *values: object) -> list[Record]:
        """The rows of a query on this unit, whose code is ``$1``: for tables too long to be read whole."""
        return self._warehouse.query(sql, self.kode, *values)

    def parquet(self, table: str) -> bytes:
        """The unit's rows of a table as a Parquet file."""
        return self._warehouse.parquet(f"SELECT * FROM {table} WHERE unit_kode = '{self.kode}' ORDER BY ALL")

    def described(self) -> dict[str, tuple[str, list[Record]]]:
        """What each result table is, with its columns, their types and what they mean."""
        return self._warehouse.described

    def one(self, table: str, **where: object) -> Record | None:
        """The first such row, if any."""
        return next(iter(self.rows(table, **where)), None)

    def periode(self, table: str, tahun: int) -> str | None:
        """The last period of the year that the table has rows for; the full year when it is there."""
        return max((row["periode"] for row in self.rows(table, tahun=tahun)), key=urutan_periode, default=None)

    def sources(self) -> list[Record]:
        """The workbooks that the unit's rows come from, by name."""
        own = self._warehouse.sources.get(self.kode, set())
        return [row for row in self.release.berkas if row["berkas"] in own]

    def findings(self) -> list[Record]:
        """The findings on those workbooks, and on those that gave no unit anything, such as a broken one."""
        others = set().union(*(used for unit, used in self._warehouse.sources.items() if unit != self.kode))
        others -= self._warehouse.sources.get(self.kode, set())
        return [row for row in self.release.temuan if row["berkas"] not in others]

    def accounting(self) -> dict[str, list[Record]]:
        """The row accounting of each of those workbooks, sheet by sheet."""
        own: dict[str, list[Record]] = {row["berkas"]: [] for row in self.sources()}
        for row in self.release.baris:
            if row["berkas"] in own:
                own[row["berkas"]].append(row)
        return own

    def _name(self) -> str:
        """The name that the office set for itself, or Kecamatan with its official name."""
        found = self._warehouse.query("SELECT nama FROM acuan.unit WHERE kode = $1", self.kode)
        return str(found[0]["nama"]) if found else f"Unit {self.kode}"


@contextmanager
def open_warehouse(path: Path, kept: Path | None = None) -> Iterator[Warehouse]:
    """The published warehouse at ``path``, never written to; ``kept``: the folder of kept releases."""
    with ExitStack() as stack:

        def at(path: Path) -> Warehouse:
            con = stack.enter_context(duckdb.connect(str(path), read_only=True, config={"threads": 1}))
            if path.stat().st_size <= FEW_BYTES:
                con.execute("PRAGMA disable_optimizer")
            return Warehouse(con, earlier)

        def earlier(rilis: str) -> Warehouse | None:
            path = kept / file_name(rilis) if kept else None
            return at(path) if path and path.is_file() else None

        yield at(path)

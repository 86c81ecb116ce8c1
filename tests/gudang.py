"""Given rows in, a built warehouse out: what every test of the models starts from."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from flows import pipeline
from flows.paths import Root
from flows.store.build import build
from flows.store.schema import staged_tables
from flows.workbook.layouts import datasets
from flows.workbook.text import column_letter

UNIT = "63.10.07"
Row = dict[str, Any]
_HEADER_ROWS = itertools.count(100_000)

_POLARS: dict[str, pl.DataType] = {
    "VARCHAR": pl.String(), "BIGINT": pl.Int64(), "BOOLEAN": pl.Boolean(), "TIMESTAMP": pl.Datetime("us"),
    "DECIMAL(18,2)": pl.Decimal(18, 2), "DECIMAL(20,8)": pl.Decimal(20, 8), "TINYINT[]": pl.List(pl.Int8()),
}  # fmt: skip
_WILAYAH = [
    {"kode": "63", "nama": "Kalimantan Selatan", "tingkat": 1},
    {"kode": "63.10", "nama": "Tanah Bumbu", "tingkat": 2, "kode_induk": "63"},
    {"kode": "63.10.01", "nama": "Batulicin", "tingkat": 3, "kode_induk": "63.10"},
    {"kode": "63.10.04", "nama": "Satui", "tingkat": 3, "kode_induk": "63.10"},
    {"kode": UNIT, "nama": "Karang Bintang", "tingkat": 3, "kode_induk": "63.10"},
]


def write(path: Path, table: str, rows: Sequence[Row]) -> Path:
    """Rows as the Parquet file that the reader would stage."""
    schema = {name: _POLARS[kind] for name, kind in staged_tables()[table].items()}
    path.parent.mkdir(parents=True, exist_ok=True)
    pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema, orient="row").write_parquet(path)
    return path


def full_rows(table: str, rows: Sequence[Row]) -> list[Row]:
    """Rows with the common columns, a row number each and a cell for every value."""
    filled = []
    for number, row in enumerate(rows, start=6):
        base = {
            "berkas": "a.xlsx",
            "lembar": "Lembar",
            "lembar_ke": 1,
            "baris": number,
            "unit_kode": UNIT,
            "tahun": 2024,
            "periode": "TAHUN",
        }
        full = base | row
        full["berkas_sha256"] = f"sha-{full['berkas']}"
        if table in {"kinerja", "tercetak"}:
            full.setdefault("sel", f"X{full['baris']}")
        if table == "tercetak":
            full.setdefault("kunci", UNIT)
        sels = [name for name, column in datasets()[table].kolom.items() if column.sel and full.get(name) is not None]
        filled.append({f"{name}_sel": f"{name.upper()}{full['baris']}" for name in sels} | full)
    return filled


def bookkeeping(rows: Mapping[str, Sequence[Row]], saved: Mapping[str, datetime]) -> dict[str, list[Row]]:
    """Files and sheets of the given rows, accounted for as the reader does: all of a sheet's rows are data."""
    sheets: dict[tuple[str, str, int], set[int]] = {}
    for table, given in rows.items():
        for row in given:
            key = (row["berkas"], row["lembar"], row["lembar_ke"])
            data_rows = sheets.setdefault(key, set())
            ranking = table == "tercetak" and row["dataset"] == "tercetak" and row["kunci"] != row["unit_kode"]
            if ranking or table not in {"tercetak", "skm_unsur"}:
                data_rows.add(row["baris"])
    files = sorted({key[0] for key in sheets})
    return {
        "berkas": [
            {
                "berkas": f, "berkas_sha256": f"sha-{f}", "ukuran": 1, "disimpan": saved.get(f), "status": "dimuat",
                "jumlah_lembar": 1,
            }
            for f in files
        ],
        "lembar": [
            {
                "berkas": f, "berkas_sha256": f"sha-{f}", "lembar": sheet, "lembar_ke": number, "tata_letak": "uji",
                "tersembunyi": False,
                "dibaca": len(data_rows), "total": 0, "ganda": 0, "ditolak": 0, "catatan": 0, "kosong": 0,
            }
            for (f, sheet, number), data_rows in sheets.items()
        ],
    }  # fmt: skip


def staged(
    folder: Path,
    rows: Mapping[str, Sequence[Row]],
    pengaturan: Mapping[str, str] | None = None,
    saved: Mapping[str, datetime] | None = None,
) -> dict[str, list[Path]]:
    """Parquet files of the given rows, with everything else that a build reads."""
    tables = {table: full_rows(table, given) for table, given in rows.items()}
    tables |= bookkeeping(tables, saved or {})
    tables["wilayah"] = _WILAYAH
    tables["pengaturan"] = [{"kunci": key, "nilai": value} for key, value in (pengaturan or {}).items()]
    tables["rilis"] = [{"rilis": "uji", "dibuat": datetime(2026, 1, 1), "versi_program": "0", "sidik": "0"}]
    return {table: [write(folder / f"{table}.parquet", table, given)] for table, given in tables.items()}


def warehouse(
    folder: Path,
    rows: Mapping[str, Sequence[Row]],
    pengaturan: Mapping[str, str] | None = None,
    saved: Mapping[str, datetime] | None = None,
) -> duckdb.DuckDBPyConnection:
    """A built warehouse, opened as an analyst opens it."""
    target = folder / "kinerja.duckdb"
    build(target, staged(folder / "staging", rows, pengaturan, saved))
    return duckdb.connect(str(target), read_only=True)


def side_by_side(
    folder: Path, cases: Mapping[str, Mapping[str, Sequence[Row]]], pengaturan: Mapping[str, str] | None = None
) -> Callable[[str], duckdb.DuckDBPyConnection]:
    """One warehouse with a unit and a sheet for each case, since a build takes as long for many as for one.

    Gives a function from the name of a case to a connection that shows the rows of its unit alone, in every table.
    """
    units = {case: f"63.10.{number}" for number, case in enumerate(cases, start=10)}
    of_units = [
        {table: [{"lembar": case} | row | {"unit_kode": units[case]} for row in given] for table, given in tables.items()}
        for case, tables in cases.items()
    ]
    warehouse(folder, merged(*of_units), pengaturan).close()

    def of(case: str) -> duckdb.DuckDBPyConnection:
        con = duckdb.connect()
        con.execute(f"ATTACH '{(folder / 'kinerja.duckdb').as_posix()}' AS gudang (READ_ONLY)")
        for schema, table, own in rows(con, _OF_UNITS):
            condition = f"unit_kode = '{units[case]}'" if own else "true"
            con.execute(
                f"CREATE SCHEMA IF NOT EXISTS {schema};"
                f"CREATE VIEW {schema}.{table} AS FROM gudang.{schema}.{table} WHERE {condition}"
            )
        return con

    return of


_OF_UNITS = """SELECT schema_name, table_name, bool_or(column_name = 'unit_kode') FROM duckdb_columns()
    WHERE database_name = 'gudang' GROUP BY ALL ORDER BY ALL"""


def publish(root: Root) -> None:
    """raw/ to the published warehouse, without reports and annotated copies, which take longer."""
    plan = pipeline.make_plan(root)
    for batch in pipeline.batches(plan):
        pipeline.stage_batch(plan, batch)
    pipeline.judge(plan)
    pipeline.publish(plan)


def answers(table: Sequence[Sequence[int | None]], **common: Any) -> dict[str, list[Row]]:
    """skm_responden and skm_unsur of a table with one row a respondent and one column an unsur, None for a blank.

    Every call is a table of its own, below a header of its own.
    """
    header = next(_HEADER_ROWS)
    codes = [
        "persyaratan",
        "prosedur",
        "waktu",
        "biaya",
        "produk",
        "kompetensi",
        "perilaku",
        "sarana",
        "pengaduan",
        *map(str, range(10, 30)),
    ]
    respondents = [{"baris": 8 + i} | common | {"baris_tajuk": header, "jawaban": list(row)} for i, row in enumerate(table)]
    columns = [
        common | {"baris": header, "urutan": j, "unsur_kode": code, "unsur_nomor": f"U{j}", "kolom": column_letter(j + 5)}
        for j, code in enumerate(codes[: max(map(len, table), default=0)], start=1)
    ]
    return {"skm_responden": respondents, "skm_unsur": columns}


def merged(*parts: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Several sets of given rows as one."""
    result: dict[str, list[Row]] = {}
    for part in parts:
        for table, rows in part.items():
            result.setdefault(table, []).extend(rows)
    return result


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    """Everything that a query gives."""
    return con.execute(sql).fetchall()


def kinerja(kode: str, ukuran: str, nilai: str, tahun: int = 2024, polaritas: str | None = "naik", **more: Any) -> Row:
    """A staged figure of an indicator."""
    return {
        "indikator_kode": kode,
        "indikator": kode,
        "ukuran": ukuran,
        "nilai": Decimal(nilai),
        "tahun": tahun,
        "polaritas": polaritas,
    } | more


def program(kode: str, pagu: str, realisasi: str, **more: Any) -> Row:
    """A staged budget row; its level follows from its code."""
    tingkat = {3: "program", 5: "kegiatan", 6: "subkegiatan"}[kode.count(".") + 1]
    induk = {"program": None, "kegiatan": kode[:7], "subkegiatan": kode[:12]}[tingkat]
    base = {"kode": kode, "uraian": f"PROGRAM {kode}", "tingkat": tingkat, "kode_induk": induk, "kode_program": kode[:7]}
    return base | {"pagu": Decimal(pagu), "realisasi": Decimal(realisasi)} | more


def desa(kode: str, laki: int, perempuan: int, **more: Any) -> Row:
    """A staged row of people in a village."""
    base = {"desa_kode": kode, "desa": kode, "desa_tertulis": kode, "laki_laki": laki, "perempuan": perempuan}
    return base | {"periode": "B12"} | more


def sakip(tahun: int, *nilai: str) -> list[Row]:
    """Staged SAKIP values in the order perencanaan, pengukuran, pelaporan, evaluasi."""
    names = ["perencanaan", "pengukuran", "pelaporan", "evaluasi"]
    return [
        {"tahun": tahun, "komponen_kode": name, "komponen": name, "nilai": Decimal(value)}
        for name, value in zip(names, nilai, strict=False)
    ]

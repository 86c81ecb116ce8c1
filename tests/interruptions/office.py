"""A small office whose workbooks change, and what an undisturbed refresh makes of each of its states."""

from __future__ import annotations

import hashlib
import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb
from pabrik import UNIT_NAMA, anggaran, penduduk_desa, skm, workbook

from flows import pipeline
from flows.paths import Root

STATES = 2
"""States of the office, told apart by one number of people; each is within the limits of the one before."""
PEOPLE = "Penduduk.xlsx"
_WORDS = ("No", "DESA", "PENDUDUK BULAN DESEMBER 2024", "LK", "PR", "JUMLAH", "JLH KK AKHIR BULAN", "JUMLAH RUMAH")


@cache
def people(state: int) -> bytes:
    """The workbook that changes."""
    rows = [("Satui Barat", 400 + state, 400, 90, 90), ("Sungai Danau", 500, 500, 90, 90)]
    titles = ("DATA KEPENDUDUKAN", UNIT_NAMA, "PER DESEMBER 2024")
    return workbook({"Data": penduduk_desa(rows, titles=titles, words=_WORDS)})


@cache
def _others() -> dict[str, bytes]:
    return {"Anggaran.xlsx": workbook({"Realisasi": anggaran()}), "Survei.xlsx": workbook({"SKM": skm()})}


def fill(root: Root) -> None:
    """The office in its first state."""
    root.raw.mkdir(parents=True, exist_ok=True)
    for name, content in _others().items():
        (root.raw / name).write_bytes(content)
    put(root, 0)


def put(root: Root, state: int) -> None:
    """Brings the office into a state, as a planner does: a new copy over the old one."""
    copy = root.path / "salinan.xlsx"
    copy.write_bytes(people(state))
    shutil.move(copy, root.raw / PEOPLE)


def command(root: Root) -> list[str]:
    return [sys.executable, "-m", "flows.cli", "refresh", "--direct", "--root", str(root.path)]


def print_of(warehouse: Path) -> str:
    """A print of all tables of a warehouse; what tells of the release itself, its time and the one before, aside."""
    with duckdb.connect(str(warehouse), read_only=True, config={"threads": 1}) as con:
        return print_of_tables(con)


def print_of_tables(con: duckdb.DuckDBPyConnection) -> str:
    """The same of an open one."""
    digest = hashlib.sha256()
    tables = con.execute("SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL").fetchall()
    for schema, name in tables:
        if (schema, name) != ("audit", "rilis"):
            digest.update(f"{schema}.{name}".encode())
            digest.update(repr(con.execute(f'FROM "{schema}"."{name}" ORDER BY ALL').fetchall()).encode())
    return digest.hexdigest()


@cache
def undisturbed() -> list[str]:
    """The print of each state's warehouse, each made by one refresh that nothing disturbed."""
    folder = Path(mkdtemp(prefix="kinerja-tenang-"))
    root = Root(folder)
    fill(root)
    prints = []
    for state in range(STATES):
        put(root, state)
        pipeline.refresh(root)
        prints.append(print_of(root.published))
    shutil.rmtree(folder)
    assert len(set(prints)) == STATES
    return prints

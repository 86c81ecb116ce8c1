"""A small office whose workbooks change, and what an undisturbed refresh makes of each of its states."""

from __future__ import annotations

import shutil
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from gudang import publish
from pabrik import UNIT_NAMA, penduduk_desa, skm, workbook

from flows.paths import Root
from tests.interruptions.prints import print_of

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
    titles = ("SURVEI KEPUASAN MASYARAKAT", f"UNIT PELAYANAN : {UNIT_NAMA}", "PERIODE : TAHUN 2024")
    return {"Survei.xlsx": workbook({"SKM": skm(titles=titles)})}


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


@cache
def undisturbed() -> list[str]:
    """The print of each state's warehouse, each made by one run that nothing disturbed."""
    folder = Path(mkdtemp(prefix="kinerja-tenang-"))
    root = Root(folder)
    fill(root)
    prints = []
    for state in range(STATES):
        put(root, state)
        publish(root)
        prints.append(print_of(root.published))
    shutil.rmtree(folder)
    assert len(set(prints)) == STATES
    return prints

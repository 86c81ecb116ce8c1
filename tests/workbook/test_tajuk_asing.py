"""Headers that nothing knows: findings name them, the column meant and the line of TOML, and that line is all it takes."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from kantor import TAHUN, two
from pabrik import DESA, Table, checked, findings, rules, workbook

from flows.workbook import bands, choose, headers, layouts, values

A, B = DESA[0], DESA[3]
LINE = re.compile(r'\[kolom\.(\w+)\] tajuk = \[\.\.\., "([^"]+)"\]')
FILE = re.compile(r"flows/workbook/layouts/(\w+)\.toml")


def _forget() -> None:
    for module in (layouts, headers, values, bands, choose):
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()


@pytest.fixture
def own_layouts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the layouts that a test may add lines to."""
    for name in ("layouts", "datasets"):
        shutil.copytree(layouts.HERE / name, tmp_path / name)
    monkeypatch.setattr(layouts, "HERE", tmp_path)
    _forget()
    yield tmp_path / "layouts"
    monkeypatch.undo()
    _forget()


def add_lines(folder: Path, saran: str) -> None:
    """Does what a finding says: adds each header to its column in the layout, or in the part that the layout shares."""
    found = FILE.search(saran)
    assert found
    for column, alias in LINE.findall(saran):
        own = folder / f"{found[1]}.toml"
        bases = tomllib.loads(own.read_text(encoding="utf-8")).get("dasar", [])
        for path in [own, *(folder / f"{base}.toml" for base in bases)]:
            text = path.read_text(encoding="utf-8")
            changed = re.sub(rf"(\[kolom\.{column}\]\n(?:[^\[\n].*\n)*?tajuk = \[)", rf'\1"{alias}", ', text)
            if changed != text:
                path.write_text(changed, encoding="utf-8")
                break
        else:
            pytest.fail(f"no column {column}")
    _forget()


NEW: list[tuple[Table, str, dict[str, Any]]] = [
    (
        two("Kode Rekening", "Nomenklatur", "Plafon", "Terserap", data=[("7.01.01", "P", 900, 300)], titles=TAHUN),
        "anggaran",
        {"uraian": "P", "pagu": 900, "realisasi": 300},
    ),
    (
        two("Kampung", "Desa", "Cowok", "Cewek", data=[("x", A, 10, 11), ("y", B, 20, 21)], titles=TAHUN),
        "penduduk_desa",
        {"laki_laki": 10, "perempuan": 11},
    ),
    (
        two("Indikator", "Sasaran Mutu", "Angan-angan", "Kenyataan", data=[("Angka keluhan", "S", 10, 8)], titles=TAHUN),
        "kinerja",
        {"indikator": "Angka keluhan", "nilai": 10},
    ),
]


@pytest.mark.parametrize(("table", "dataset", "first"), NEW, ids=["anggaran", "penduduk", "kinerja"])
def test_the_lines_are_all_it_takes(own_layouts: Path, table: Table, dataset: str, first: dict[str, Any]) -> None:
    data = workbook({"L": table})
    for _ in range(2):  # required columns first; a column that is only of use is named once the sheet is known
        for finding in [*findings(checked(data), "LBR003"), *findings(checked(data), "KOL003")]:
            for header in table.header[0][2:] if finding.aturan == "LBR003" else [finding.nilai]:
                assert header in finding.pesan
            add_lines(own_layouts, finding.saran)
    result = checked(data)
    assert not {"LBR001", "LBR003", "KOL003"} & rules(result)
    row = result.frames[dataset].to_dicts()[0]
    assert {name: row[name] for name in first} == first


def test_an_additional_column_is_named_with_the_nearest_one(own_layouts: Path) -> None:
    table = two("Desa", "L", "P", "Banyak Kepala Kel.", data=[(A, 10, 11, 5), (B, 20, 21, 9)], titles=TAHUN)
    (finding,) = findings(checked(workbook({"L": table})), "KOL003")
    assert (finding.sel, finding.nilai) == ("D4", "Banyak Kepala Kel.")
    assert '[kolom.kk] tajuk = [..., "banyak kepala kelurahan"]' in finding.saran
    add_lines(own_layouts, finding.saran)
    assert checked(workbook({"L": table})).frames["penduduk_desa"]["kk"].to_list() == [5, 9]


def test_a_list_without_any_known_header_is_no_guess() -> None:
    result = checked(workbook({"L": two("Kampung", "Cowok", "Cewek", data=[(A, 10, 11)], titles=TAHUN)}))
    assert rules(result) == {"LBR001"} and not result.frames

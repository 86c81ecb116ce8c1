"""Marks of the office: a known finding stays visible and no longer counts, and a mark that no longer fits is told."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from gudang import publish
from pabrik import DESA, penduduk_desa, profil_jarak, workbook

from flows.checks.known import FILE_NAME, Known, load_known, mark
from flows.findings import Temuan, temuan
from flows.paths import Root
from flows.pipeline import check_files, refresh
from flows.store.plan import make_plan

ENTRY = """
[[temuan]]
aturan = "NIL001"
berkas = "Data.xlsx"
lembar = "Maret"
sel = "C7"
nilai = "seratus"
alasan = "Menunggu data Dukcapil"
oleh = "Kasubbag Perencanaan"
tanggal = 2026-11-24
"""
REASON = "Menunggu data Dukcapil (Kasubbag Perencanaan, 24-11-2026)"
KNOWN = Known("NIL001", "Data.xlsx", "Maret", "C7", "seratus", REASON, "baris 2")


def finding(nilai: str = "seratus", **changes: str) -> Temuan:
    place = {"aturan": "NIL001", "berkas": "Data.xlsx", "lembar": "Maret", "sel": "C7"} | changes
    return temuan(**place, nilai=nilai, kolom="LK", baris=7)


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE_NAME).write_text(text, encoding="utf-8")
    return folder


def said(found: list[Temuan]) -> list[tuple[str, str]]:
    return [(each.aturan, each.diketahui) for each in found]


def test_a_mark_is_read(tmp_path: Path) -> None:
    assert load_known(write(tmp_path, ENTRY)) == ([KNOWN], [])
    assert load_known(tmp_path / "lain") == ([], [])


def test_a_known_finding_stays_and_no_longer_counts() -> None:
    (marked,) = mark([finding()], [KNOWN])
    assert marked.diketahui == REASON and not marked.berlaku
    assert marked.pesan == finding().pesan and finding().berlaku


@pytest.mark.parametrize(
    "other", [{"aturan": "NIL004"}, {"berkas": "Lain.xlsx"}, {"lembar": "April"}, {"sel": "C8"}, {"sel": ""}]
)
def test_a_mark_means_one_place_only(other: dict[str, str]) -> None:
    marked = mark([finding(), finding(**other)], [KNOWN])
    assert [each.berlaku for each in marked] == [False, True]


def test_a_changed_value_counts_and_its_mark_is_told() -> None:
    found = mark([finding("seratus satu")], [KNOWN])
    assert said(found) == [("NIL001", ""), ("TND001", "")]
    assert found[1].berkas == FILE_NAME and found[1].tingkat == "peringatan"
    for text in ("baris 2", "NIL001", "Data.xlsx:Maret!C7", "seratus satu, bukan seratus"):
        assert text in found[1].pesan


def test_a_mark_without_a_finding_is_told_once_everything_was_looked_at() -> None:
    ((code, _),) = said(mark([], [KNOWN]))
    assert code == "TND001"
    assert mark([], [KNOWN], whole=False) == []


def test_two_findings_of_a_rule_at_one_cell_are_told_apart_by_their_value() -> None:
    marked = mark([finding(), finding("dua ratus")], [KNOWN])
    assert [each.berlaku for each in marked] == [False, True]  # and the mark holds


def test_a_finding_on_a_whole_file_needs_neither_sheet_nor_cell_nor_value(tmp_path: Path) -> None:
    text = '[[temuan]]\naturan = "BRK010"\nberkas = "Salinan.xlsx"\nalasan = "Cadangan"\noleh = "Operator"\n'
    known, complaints = load_known(write(tmp_path, text))
    (marked,) = mark([temuan("BRK010", "Salinan.xlsx", lain="Data.xlsx")], known)
    assert complaints == [] and marked.diketahui == "Cadangan (Operator)"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        (ENTRY.replace('oleh = "Kasubbag Perencanaan"\n', ""), "Tanda di baris 2 tidak dipakai: isian oleh belum ada."),
        (ENTRY.replace('"Kasubbag Perencanaan"', '" "'), "isian oleh belum ada"),
        (ENTRY + "\n# catatan\n" + ENTRY.replace("alasan", "sebab"), "Tanda di baris 14 tidak dipakai: isian alasan belum ada."),
        (ENTRY + 'catatan = "x"\n', "isian catatan tidak dikenal"),
        (ENTRY.replace('"seratus"', "1.763"), 'isian nilai harus diapit tanda petik, misalnya nilai = "1.763"'),
        (ENTRY.replace("NIL001", "NIL999"), "kode aturan NIL999 tidak ada"),
        (ENTRY.replace('"C7"', '"C7'), "Berkas ini tidak dipakai: susunan berkas salah di baris 6."),
        (ENTRY.replace("[[temuan]]", "[temuan]"), "dua kurung siku"),
        (ENTRY.replace("[[temuan]]", "[[tanda]]"), "bagian tanda tidak dikenal"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(tmp_path: Path, text: str, advice: str) -> None:
    _, (complaint,) = load_known(write(tmp_path, text))
    assert complaint.aturan == "TND002" and complaint.berkas == FILE_NAME
    assert advice in complaint.pesan


def test_one_wrong_mark_leaves_the_others(tmp_path: Path) -> None:
    known, complaints = load_known(write(tmp_path, '[[temuan]]\naturan = "NIL001"\n' + ENTRY))
    assert [each.diketahui for each in known] == [REASON] and len(complaints) == 1


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(ENTRY.encode("utf-16"))
    assert "UTF-8" in load_known(tmp_path)[1][0].pesan


@pytest.mark.parametrize("typed", ["Menunggu", "seratus", '"seratus"', "NIL001"])
def test_a_nik_is_masked_wherever_it_was_typed(tmp_path: Path, typed: str) -> None:
    assert "6310071203850001" not in str(load_known(write(tmp_path, ENTRY.replace(typed, "6310071203850001"))))


def population(*men: object) -> bytes:
    return workbook({"Maret": penduduk_desa([(name, m, 90, 50, 40) for name, m in zip(DESA, men, strict=True)])})


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """An office with one workbook, one cell of which is a galat."""
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "Data.xlsx").write_bytes(population("seratus", 101, 102, 103))
    return Root(tmp_path)


def place_of_galat(root: Root) -> Temuan:
    (found,) = [each for each in check_files([root.raw / "Data.xlsx"]) if each.tingkat == "galat"]
    return found


def accept(root: Root, **changes: str) -> None:
    found = place_of_galat(root)
    values = {name: getattr(found, name) for name in ("aturan", "lembar", "sel", "nilai")} | {"berkas": "Data.xlsx"} | changes
    lines = [f'{name} = "{value}"' for name, value in values.items()]
    write(root.raw, "\n".join(["[[temuan]]", *lines, 'alasan = "Menunggu data"', 'oleh = "Kasubbag"']))


def table(root: Root, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(root.published), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_a_refresh_publishes_the_mark_without_reading_again(root: Root) -> None:
    before = refresh(root)
    assert before.findings["galat"] == 1 and before.known == 0
    loaded = table(root, "SELECT count(*) FROM data.penduduk_desa")

    accept(root)
    plan = make_plan(root)
    assert not plan.unchanged and plan.to_read == []
    after = refresh(root)
    assert after.status == "terbit" and after.findings["galat"] == 0 and after.known == 1
    assert not any(each.aturan == "NIL001" for each in after.worst)
    ((reason, level),) = table(root, "SELECT diketahui, tingkat FROM audit.temuan WHERE aturan = 'NIL001'")
    assert (reason, level) == ("Menunggu data (Kasubbag)", "galat")
    assert table(root, "SELECT count(*) FROM data.penduduk_desa") == loaded  # its row is still not loaded
    assert table(root, "SELECT count(*) FROM audit.temuan WHERE aturan IN ('TND001', 'BRK006')") == [(0,)]
    assert refresh(root).status == "tetap"


def test_a_refresh_tells_of_a_mark_that_no_longer_fits(root: Root) -> None:
    accept(root)
    (root.raw / "Data.xlsx").write_bytes(population(100, 101, 102, 103))
    publish(root)
    assert table(root, "SELECT aturan FROM audit.temuan WHERE diketahui <> ''") == []
    assert table(root, f"SELECT aturan FROM audit.temuan WHERE berkas = '{FILE_NAME}'") == [("TND001",)]


def test_a_refresh_survives_a_broken_file_of_marks(root: Root) -> None:
    write(root.raw, "[[temuan]\n")
    publish(root)
    assert table(root, f"SELECT aturan FROM audit.temuan WHERE berkas = '{FILE_NAME}'") == [("TND002",)]


def test_a_check_applies_the_marks_of_the_folder(root: Root) -> None:
    accept(root)
    found = check_files([root.raw / "Data.xlsx"], root.raw)
    assert [each.diketahui for each in found if each.aturan == "NIL001"] == ["Menunggu data (Kasubbag)"]
    assert not any(each.aturan == "TND001" for each in found)


@pytest.mark.parametrize("prefix", ["raw/", "raw\\\\", "{raw}/"])
def test_a_mark_may_name_the_workbook_as_the_check_printed_it(root: Root, prefix: str) -> None:
    accept(root, berkas=f"{prefix.format(raw=root.raw.as_posix())}Data.xlsx")
    (known,), _ = load_known(root.raw)
    assert known.berkas == "Data.xlsx"


def test_a_check_of_some_workbooks_leaves_the_marks_of_others_alone(root: Root) -> None:
    accept(root)
    other = root.raw / "Jarak.xlsx"
    other.write_bytes(workbook({"Jarak": profil_jarak()}))
    (root.raw / "Data.xlsx").write_bytes(population(100, 101, 102, 103))
    assert not any(each.aturan == "TND001" for each in check_files([other], root.raw))
    assert any(each.aturan == "TND001" for each in check_files([other, root.raw / "Data.xlsx"], root.raw))

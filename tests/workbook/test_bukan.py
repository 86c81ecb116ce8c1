"""What only looks like a known sheet is not loaded, and what can be read two ways is never decided in silence."""

from __future__ import annotations

from typing import Any

import pytest
from kantor import ANGGARAN, IND, MARET, SURVEI, TAHUN, A, B, rows_of, two
from pabrik import UNIT_NAMA, UNSUR, Table, checked, findings, rules, unbalanced, workbook

SEX = ["L", "P", "JML"]


def header(*groups: str) -> list[list[Any]]:
    """Village, then men, women and sum below each group."""
    return [["No", "Desa", *[cell for group in groups for cell in (group, None, None)]], [None, None, *SEX * len(groups)]]


@pytest.mark.parametrize("group", ["WAJIB KTP", "Pemilih Tetap", "KEPALA KELUARGA MISKIN", "Penerima Bantuan", "Lansia"])
def test_men_and_women_of_a_part_are_not_the_population(group: str) -> None:
    result = checked(workbook({"L": Table(header(group), [[1, A, 5, 6, 11], [2, B, 7, 8, 15]], MARET, merge_header=True)}))
    assert not result.frames
    assert not unbalanced(result)


@pytest.mark.parametrize("groups", [("PENDUDUK", "WAJIB KTP"), ("WAJIB KTP", "PENDUDUK")])
def test_a_part_beside_the_population_leaves_it_alone(groups: tuple[str, str]) -> None:
    counts = {"PENDUDUK": [10, 11, 21], "WAJIB KTP": [5, 6, 11]}
    row = [1, A, *[n for group in groups for n in counts[group]]]
    result = checked(workbook({"L": Table(header(*groups), [row], MARET, merge_header=True)}))
    assert rows_of(result, "penduduk_desa", ("laki_laki", "perempuan", "jumlah_tercetak")) == [(10, 11, 21)]
    assert len(findings(result, "KOL003")) == 3


@pytest.mark.parametrize(
    "title",
    ["DAFTAR PEMILIH TETAP 2023", "JUMLAH SISWA PER DESA 2023", "PENERIMA BANTUAN 2023", "RESPONDEN SKM MENURUT DESA 2023"],
)
def test_titles_that_speak_of_others(title: str) -> None:
    result = checked(
        workbook({"L": two("Desa", "L", "P", "Jumlah", data=[(A, 5, 6, 11), (B, 7, 8, 15)], titles=[title, UNIT_NAMA])})
    )
    assert not result.frames


def test_a_bare_sum_per_village_may_be_of_anything() -> None:
    data = [(A, 5), (B, 7)]
    assert not checked(workbook({"L": two("Desa", "Jumlah", data=data, titles=["JUMLAH POSYANDU 2023", UNIT_NAMA])})).frames
    assert checked(workbook({"L": two("Desa", "Jumlah", data=data, titles=["JUMLAH PENDUDUK 2023", UNIT_NAMA])})).frames


def test_ages_of_respondents_are_not_the_population() -> None:
    rows = [("17-25", 5), ("26-35", 7), ("36-45", 2)]
    for title in ("KARAKTERISTIK RESPONDEN", "HASIL SURVEI KEPUASAN MASYARAKAT", "DATA PEGAWAI MENURUT USIA"):
        assert not checked(workbook({"L": two("Usia", "Jumlah", data=rows, titles=[f"{title} 2023", UNIT_NAMA])})).frames


def test_bands_that_come_again_belong_to_places_that_no_header_names() -> None:
    rows = [(place, band, 5, 6) for place in ("x", "y") for band in ("0-4", "5-9", "10-14")]
    assert not checked(workbook({"L": two("Kampung", "Umur", "L", "P", data=rows, titles=TAHUN)})).frames


def test_names_of_people_under_a_vague_header_are_no_villages() -> None:
    people = [("Zubaidah Xaveria", 1, 0), ("Budi Xaverius", 0, 1)]
    result = checked(workbook({"L": two("Nama", "L", "P", data=people, titles=["DAFTAR HADIR 2023", UNIT_NAMA])}))
    assert not result.frames
    assert not any("Zubaidah" in f"{t.pesan}{t.nilai}{t.saran}" for t in result.temuan)


def test_figures_of_unnamed_measure_are_read_one_way_and_said() -> None:
    bare = checked(workbook({"L": two("Indikator", 2022, 2023, data=[(IND, 1, 2)], titles=[UNIT_NAMA])}))
    (finding,) = findings(bare, "LBR007")
    assert "target" in finding.pesan and "Realisasi" in finding.pesan
    named = checked(workbook({"L": two("Indikator", 2022, 2023, data=[(IND, 1, 2)], titles=["TARGET KINERJA", UNIT_NAMA])}))
    assert "LBR007" not in rules(named)


def test_kecamatan_that_several_kabupaten_have_are_not_guessed() -> None:
    result = checked(workbook({"L": two("Kecamatan", "L", "P", data=[("Sukajaya", 10, 11)], titles=["PENDUDUK 2023"])}))
    assert not result.frames
    assert {t.aturan for t in result.temuan if t.tingkat == "galat"} <= {"UNT001", "UNT005"}


def test_a_scale_is_no_figure_in_a_title() -> None:
    table = two(
        "Kode",
        "Uraian",
        "Pagu",
        "Realisasi",
        data=[("7.01.01", "P", 900, 300)],
        titles=["ANGGARAN 5 MILIAR TAHUN 2023", UNIT_NAMA],
    )
    assert rows_of(checked(workbook({"L": table})), "anggaran", ("pagu", "realisasi")) == [(900.0, 300.0)]


def test_counts_divided_by_a_thousand_stay_rejected_without_a_proof() -> None:
    rows = [(A, 1.234), (B, 2.345), ("Makmur Mulia", 3.456)]
    table = two("Desa", "Jumlah Penduduk", data=rows, titles=TAHUN)
    assert "penduduk_desa" not in checked(workbook({"L": table})).frames
    proved = checked(workbook({"L": table, "Rekap": two("Uraian", "Nilai", data=[("Penduduk", 1234 + 2345 + 3456)])}))
    assert rows_of(proved, "penduduk_desa", ("jumlah_tercetak",)) == [(1234,), (2345,), (3456,)]
    assert "NIL115" in rules(proved)


@pytest.mark.parametrize("tail", [[], ["Jumlah", "NRR"]])
def test_answers_that_stand_across_are_told_and_no_ranking(tail: list[str]) -> None:
    people = range(1, 7)
    rows = [[f"U{i}", name, *[i % 4 + 1] * len(people), *[6.0 * i, 3.25][: len(tail)]] for i, name in enumerate(UNSUR, start=1)]
    table = Table([["No", "Unsur Pelayanan", *[f"R{n}" for n in people], *tail]], rows, SURVEI)
    result = checked(workbook({"SKM": table}))
    assert not result.frames and not unbalanced(result)
    (finding,) = [f for f in result.temuan if f.tingkat == "galat"]
    assert (finding.aturan, finding.sel) == ("LBR012", "C5")


def test_numbered_respondents_and_shares_of_choices_do_not_stand_across() -> None:
    people = [[f"P{i}", *[i % 4 + 1] * 9] for i in range(1, 30)]
    named = Table([["Responden", *UNSUR]], people, SURVEI)
    assert checked(workbook({"SKM": named})).frames["skm_responden"].height == 29
    shares = Table([["Unsur", "1", "2", "3", "4"]], [[name, 1, 2, 3, 4] for name in UNSUR], SURVEI)
    for table in (shares, Table([["Responden", *"abcdefghi"]], people, SURVEI)):
        assert "LBR012" not in rules(checked(workbook({"SKM": table})))


AKUN = [("5.1", "BELANJA OPERASI", 90, 80), ("5.1.01", "Belanja Pegawai", 60, 50), ("5.1.02", "Belanja Barang dan Jasa", 30, 30)]


@pytest.mark.parametrize("coded", [True, False])
def test_an_lra_by_account_is_told_as_a_whole(coded: bool) -> None:
    head = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi"]
    rows = [list(row[not coded :]) for row in [("5", "BELANJA", 90, 80), *AKUN]]
    result = checked(workbook({"LRA": Table([head[not coded :]], rows, ANGGARAN)}))
    assert not any(frame.height for frame in result.frames.values()) and not unbalanced(result)
    assert [f.aturan for f in result.temuan if f.tingkat != "info"] == ["LBR013"] and not findings(result, "BRS004")


def test_accounts_below_a_sub_kegiatan_are_no_lra_by_account() -> None:
    head = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi"]
    result = checked(workbook({"LRA": Table([head], [["7.01.01.2.02.01", "Gaji", 90, 80], *map(list, AKUN)], ANGGARAN)}))
    assert result.frames["belanja"].height == 3 and not findings(result, "LBR013")


def test_answers_of_a_branched_form_are_missed_aloud() -> None:
    rows = [[1, *[3] * 9, *[None] * 9], [2, *[None] * 9, *[4] * 9], [3, *[None] * 9, *[2] * 9]]
    result = checked(workbook({"F": Table([["No", *UNSUR, *UNSUR]], rows, SURVEI)}))
    (finding,) = findings(result, "KOL006")
    assert finding.sel == "K4" and finding.pesan.startswith("2 responden") and "kolom B" in finding.pesan
    assert result.frames["skm_responden"].height == 1 and not findings(result, "KOL002")
    full = checked(workbook({"F": Table([["No", *UNSUR, *UNSUR]], [[1, *[3] * 18]], SURVEI)}))
    assert not findings(full, "KOL006") and len(findings(full, "KOL002")) == 9

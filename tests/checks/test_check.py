"""Checks over a batch: limits of every dataset, keys twice, the account of each sheet; and the schemas behind them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import polars as pl
import pytest
from pabrik import (
    DESA,
    KINDS,
    checked,
    findings,
    loaded_rows,
    penduduk_umur,
    profil_jarak,
    profil_luas,
    reading,
    sakip,
    skm,
    unbalanced,
    workbook,
)

from flows.checks.check import check_batch
from flows.checks.schemas import find_faults, syarat
from flows.workbook.answers import long_answers
from flows.workbook.frames import COMMON, POLARS_TYPES, Bagian, staged_frame, staged_schema
from flows.workbook.layouts import NUMBER_TYPES, Layout, datasets, layouts

GOOD: dict[str, dict[str, Any]] = {
    "anggaran": {
        "tahun": 2023,
        "periode": "TW1",
        "kode": "7.01.01",
        "tingkat": "program",
        "kode_program": "7.01.01",
        "pagu": Decimal("5.00"),
    },
    "belanja": {
        "tahun": 2023,
        "periode": "TW1",
        "kode": "7.01.01.2.02.0001",
        "kode_program": "7.01.01",
        "rekening": "5.1.02",
    },
    "pagu": {
        "tahun": 2023,
        "kode": "7.01.01.2.02",
        "tingkat": "kegiatan",
        "kode_program": "7.01.01",
        "pagu_awal": Decimal("5.00"),
    },
    "penduduk_desa": {"tahun": 2023, "periode": "B01", "desa_kode": "a", "desa": "A", "desa_tertulis": "A", "laki_laki": 5},
    "penduduk_mutasi": {
        "tahun": 2023,
        "periode": "B01",
        "desa_kode": "a",
        "desa": "A",
        "desa_tertulis": "A",
        "jenis_kelamin": "L",
        "lahir": 5,
    },
    "penduduk_umur": {
        "tahun": 2023,
        "periode": "TAHUN",
        "desa_kode": "a",
        "desa": "A",
        "desa_tertulis": "A",
        "kelompok_umur": "0-6",
        "umur_awal": 0,
        "umur_akhir": 6,
    },
    "profil_desa": {"desa_kode": "a", "desa": "A", "desa_tertulis": "A", "luas_ha": Decimal("5")},
    "sakip": {"tahun": 2023, "komponen_kode": "a", "komponen": "A", "nilai": Decimal("25")},
    "kinerja": {
        "tahun": 2023,
        "periode": "TAHUN",
        "indikator_kode": "a",
        "indikator": "A",
        "polaritas": "naik",
        "ukuran": "target",
        "nilai": Decimal("5"),
        "sel": "A1",
    },
    "skm_responden": {"tahun": 2023, "periode": "TAHUN", "baris_tajuk": 6, "jawaban": [1, 4, None]},
    "skm_unsur": {"urutan": 1, "unsur_kode": "a", "kolom": "G"},
    "iku_anggaran": {"tahun": 2023, "periode": "TAHUN", "program": "A"},
    "tercetak": {"dataset": "sakip", "ukuran": "nilai", "sel": "A1"},
}


def row(dataset: str, **changes: Any) -> pl.DataFrame:
    values = GOOD[dataset] | changes
    constants = {"berkas": "b.xlsx", "berkas_sha256": "0" * 64, "lembar": "L", "lembar_ke": 1, "unit_kode": "63.10.04"}
    return staged_frame(dataset, [Bagian([7], constants, {name: [value] for name, value in values.items()})])


def test_every_dataset_has_a_good_row() -> None:
    assert set(GOOD) == set(datasets())


@pytest.mark.parametrize("dataset", GOOD)
def test_a_good_row_passes(dataset: str) -> None:
    assert find_faults(dataset, row(dataset)) == []


@pytest.mark.parametrize(
    ("dataset", "column", "value", "rule"),
    [
        ("anggaran", "pagu", Decimal("-1.00"), "NIL003"),
        ("anggaran", "kode", "5.1.02", "NIL008"),
        ("anggaran", "tingkat", "akun", "NIL003"),
        ("anggaran", "tahun", 1899, "NIL003"),
        ("anggaran", "tahun", 2101, "NIL003"),
        ("anggaran", "periode", None, "NIL004"),
        ("pagu", "pagu_awal", Decimal("-0.01"), "NIL003"),
        ("penduduk_desa", "laki_laki", -1, "NIL003"),
        ("penduduk_desa", "desa", None, "NIL004"),
        ("penduduk_umur", "umur_akhir", 200, "NIL003"),
        ("profil_desa", "bujur", Decimal("3.4"), "NIL003"),
        ("profil_desa", "lintang", Decimal("-33770176"), "NIL003"),
        ("profil_desa", "ketinggian_m", Decimal("9000"), "NIL003"),
        ("sakip", "nilai", Decimal("100.01"), "NIL003"),
        ("sakip", "nilai", None, "NIL004"),
        ("kinerja", "polaritas", "datar", "NIL003"),
        ("kinerja", "ukuran", "capaian", "NIL003"),
        ("skm_responden", "jawaban", [4, 5, None], "NIL003"),
        ("skm_responden", "jawaban", [0, 4, 4], "NIL003"),
        ("skm_responden", "jawaban", None, "NIL004"),
        ("skm_unsur", "unsur_kode", None, "NIL004"),
        ("skm_responden", "tahun", None, "NIL004"),
    ],
)
def test_an_impossible_value_is_named(dataset: str, column: str, value: Any, rule: str) -> None:
    (fault,) = find_faults(dataset, row(dataset, **{column: value}))
    assert (fault.position, fault.aturan, fault.kolom) == (0, rule, column)
    assert fault.batas or rule in {"NIL004", "NIL008"}


def test_age_bands_run_upwards() -> None:
    (fault,) = find_faults("penduduk_umur", row("penduduk_umur", umur_awal=18, umur_akhir=7))
    assert (fault.aturan, fault.kolom) == ("NIL003", "kelompok_umur")
    assert find_faults("penduduk_umur", row("penduduk_umur", umur_akhir=None)) == []


def test_a_frame_of_another_shape_is_the_programs_fault() -> None:
    with pytest.raises(AssertionError):
        find_faults("sakip", row("sakip").drop("nilai"))


@pytest.mark.parametrize("dataset", GOOD)
def test_schemas_look_only_at_columns_of_the_dataset(dataset: str) -> None:
    assert {rule.kolom for rule in syarat(dataset)} <= {*staged_schema(dataset), "kelompok_umur"}
    assert list(staged_schema(dataset))[: len(COMMON)] == list(COMMON)


@pytest.mark.parametrize("dataset", datasets().values(), ids=list(datasets()))
def test_datasets_are_described(dataset: Any) -> None:
    assert dataset.keterangan
    assert set(dataset.kunci) <= set(dataset.kolom) | set(COMMON)
    for column in dataset.kolom.values():
        assert column.tipe in POLARS_TYPES and column.keterangan
        assert not column.sel or column.tipe != "teks"


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.nama)
def test_layouts_fit_their_dataset(layout: Layout) -> None:
    assert layout.judul and layout.dataset in datasets()
    assert set(layout.wajib) <= set(layout.kolom)
    assert all(set(group) <= set(layout.kolom) for group in layout.salah_satu)
    if layout.bentuk == "baris":
        for c in layout.kolom.values():
            if c.tipe in NUMBER_TYPES and not c.kinerja:
                name = c.mutasi or (f"{c.nama}_tercetak" if c.tercetak else c.nama)
                assert name in datasets()[c.dataset or layout.dataset].kolom
    for field in layout.kolom.values():
        assert len(set(field.tajuk)) == len(field.tajuk)
        assert all(alias == " ".join(alias.split()).lower() for alias in field.tajuk)


@pytest.mark.parametrize("layout", layouts(), ids=lambda layout: layout.nama)
def test_every_known_header_can_be_written_by_a_person(layout: Layout) -> None:
    """An alias that no header folds to would be dead; two columns of a layout must not share one."""
    from flows.workbook.headers import header_words

    seen: dict[str, str] = {}
    for field in layout.kolom.values():
        for alias in field.tajuk:
            assert header_words(alias.title()) == alias, (field.nama, alias, header_words(alias.title()))
            assert seen.setdefault(alias, field.nama) == field.nama


def test_a_row_out_of_limits_is_rejected_with_its_text() -> None:
    table = profil_luas([(DESA[0], 5, "3,4", "-3,4", 20), (DESA[1], 5, "115,4", "-3,4", 20)])
    result = checked(workbook({"L": table}))
    (finding,) = findings(result, "NIL003")
    assert (finding.sel, finding.nilai) == (table.cell(0, 3), "3,4")
    (rejected,) = result.reading.rejected
    assert rejected["baris"] == table.first_row and '"bujur": "3,4"' in str(rejected["isi"])
    assert result.frames["profil_desa"].height == 1
    assert not unbalanced(result)


def test_a_batch_is_checked_like_its_workbooks_one_by_one() -> None:
    books = {f"{kind}.xlsx": workbook({"L": build()}) for kind, build in KINDS.items()}
    together = {c.reading.source.berkas: c for c in check_batch([reading(data, name) for name, data in books.items()])}
    for name, data in books.items():
        alone = checked(data, name)
        assert {d: f.to_dicts() for d, f in alone.frames.items()} == {d: f.to_dicts() for d, f in together[name].frames.items()}
        assert alone.temuan == together[name].temuan


def test_the_same_key_in_two_workbooks_is_not_doubled_here() -> None:
    data = workbook({"L": profil_jarak()})
    first, second = check_batch([reading(data, "a.xlsx"), reading(data, "b.xlsx")])
    assert first.frames["profil_desa"].height == second.frames["profil_desa"].height == 4
    assert not first.temuan


def test_an_empty_batch() -> None:
    assert check_batch([]) == []


def test_spelling_apart_the_same_village_twice_is_one() -> None:
    result = checked(workbook({"L": profil_jarak([(DESA[0], 1, 2), (DESA[0].upper(), 1, 2), (f"Desa {DESA[0]}", 1, 3)])}))
    assert result.frames["profil_desa"].height == 1
    assert result.sheets[0].ganda == 2
    assert loaded_rows(result) == {"L": 1}


def test_a_printed_figure_alone_is_a_note() -> None:
    """A row whose only number is its capaian gives no data, but the figure is kept for comparison."""
    table = KINDS["kinerja_tahunan"]()
    table.data[0][4:7] = [None, None, 90]
    result = checked(workbook({"L": table}))
    assert result.frames["tercetak"].filter(pl.col("baris") == table.first_row).height == 1
    assert loaded_rows(result) == {"L": 2}
    assert not unbalanced(result)


def test_one_bad_year_is_said_once() -> None:
    table = skm(
        titles=("SKM", "KECAMATAN SATUI"),
        people=("NO. RESP", "TANGGAL"),
        person=lambda i: (i, "entah" if i == 1 else "1/2/2023"),
        feet=False,
    )
    result = checked(workbook({"L": table}))
    assert len(findings(result, "NIL004")) == 1
    assert set(long_answers(result.frames)["baris"]) == set(result.frames["skm_responden"]["baris"])


@pytest.mark.parametrize("build", [penduduk_umur, sakip])
def test_frames_have_the_full_schema(build: Any) -> None:
    for dataset, frame in checked(workbook({"L": build()})).frames.items():
        assert dict(frame.schema) == staged_schema(dataset)
        assert set(frame["baris"]) and frame["berkas_sha256"].str.len_chars().unique().to_list() == [64]


def test_two_tables_of_a_sheet_that_complete_each_other_are_one_row_a_village() -> None:
    areas, distances = profil_luas(), profil_jarak(row=20)
    result = checked(workbook({"Profil": [areas, distances]}))
    apart = checked(workbook({"Luas": areas, "Jarak": profil_jarak()}))
    frame = result.frames["profil_desa"]
    assert frame["luas_ha"].to_list() + frame["jarak_km"].to_list() == [
        value for name in ("luas_ha", "jarak_km") for value in apart.frames["profil_desa"][name].drop_nulls()
    ]
    assert set(frame["jarak_km_sel"].str.slice(1).cast(pl.Int64)) == set(
        range(distances.first_row, distances.first_row + len(DESA))
    )
    assert not findings(result, "BRS001") + findings(result, "BRS002")
    assert result.sheets[0].gabung == len(DESA) and not unbalanced(result)

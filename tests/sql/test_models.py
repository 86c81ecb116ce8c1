"""The rules of sql/: headers, order, standard SQL, documented columns, comments, the dictionary."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
import sqlglot
from gudang import answers, staged, warehouse

from flows.paths import SQL_DIR
from flows.store.build import BuildError, build
from flows.store.dictionary import END, START, dictionary
from flows.store.models import Model, ModelError, load_models
from flows.store.schema import dataset_columns
from flows.workbook.layouts import datasets

MODELS = load_models(SQL_DIR)
RESULTS = {
    "ikm": "unit_kode tahun periode unit_nama jumlah_responden jumlah_unsur metode_bobot nrr_tertimbang ikm mutu "
    "kinerja ikm_eksak populasi_layanan sampel_minimum sampel_cukup",
    "ikm_unsur": "unit_kode tahun periode unsur_kode unsur_nomor unsur_nama jumlah_jawaban jumlah_nilai nrr "
    "nrr_tertimbang nilai_konversi mutu peringkat",
    "ikm_layanan": "unit_kode tahun periode layanan jumlah_responden ikm mutu",
    "ikm_responden": "unit_kode tahun periode dimensi kelompok jumlah_responden ikm mutu",
    "capaian_indikator": "unit_kode tahun periode indikator_kode sasaran indikator satuan polaritas target realisasi capaian "
    "kategori",
    "capaian_kinerja": "unit_kode tahun jumlah_indikator capaian_rata_rata kategori",
    "capaian_renstra": "unit_kode tahun indikator_kode tahun_akhir indikator realisasi target_akhir capaian_akhir selisih",
    "perbandingan_tahunan": "unit_kode kelompok kode ukuran periode tahun nama satuan nilai nilai_sebelumnya selisih "
    "pertumbuhan_persen",
    "realisasi_anggaran": "unit_kode tahun periode kode uraian tingkat kode_induk pagu realisasi persen sisa",
    "serapan_anggaran": "unit_kode tahun periode pagu_awal pagu realisasi persen sisa",
    "efisiensi": "unit_kode tahun cakupan kode nama capaian pagu realisasi serapan rasio selisih porsi_pagu",
    "penduduk_desa": "unit_kode tahun periode desa_kode desa laki_laki perempuan jumlah kk rumah rasio_jenis_kelamin "
    "kepadatan_per_km2",
    "penduduk_umur": "unit_kode tahun desa_kode kelompok_umur desa laki_laki perempuan jumlah",
    "nilai_sakip": "unit_kode tahun komponen bobot nilai",
    "predikat_sakip": "unit_kode tahun nilai predikat",
    "rekonsiliasi": "unit_kode tahun periode aturan ukuran uraian nilai_tercetak nilai_dihitung selisih cocok berkas "
    "lembar sel penjelasan",
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return warehouse(tmp_path_factory.mktemp("kosong"), {})


def test_each_model_follows_the_ones_it_reads() -> None:
    seen: set[str] = set()
    for model in MODELS:
        assert model.membaca <= seen
        seen.add(model.qualified)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.qualified)
def test_model_is_standard_enough_for_spark(model: Model) -> None:
    (spark,) = sqlglot.transpile(model.sql, read="duckdb", write="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    assert sqlglot.parse_one(spark, read="spark")
    assert not re.search(r"\b(HUGEINT|PIVOT|COLUMNS\s*\(|EXCLUDE)", model.sql)
    assert " / " not in re.sub(r"--.*|'[^']*'", "", model.sql)


def test_every_table_and_column_has_a_comment(empty: duckdb.DuckDBPyConnection) -> None:
    bare = empty.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal"
        " UNION ALL SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE comment IS NULL AND NOT internal"
    ).fetchall()
    assert bare == []


def test_warehouse_holds_the_documented_tables_and_no_other(empty: duckdb.DuckDBPyConnection) -> None:
    tables = empty.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables()").fetchall()
    views = empty.execute("SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for (name,) in tables} == {model.qualified for model in MODELS if not model.is_view}
    assert {name for (name,) in views} == {model.qualified for model in MODELS if model.is_view}


@pytest.mark.parametrize("table", RESULTS)
def test_results_have_the_promised_columns(empty: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = [row[0] for row in empty.execute(f"DESCRIBE {table}").fetchall()]
    assert [name for name in columns if name in RESULTS[table].split()] == RESULTS[table].split()


@pytest.mark.parametrize("dataset", datasets())
def test_data_tables_keep_all_that_was_staged(empty: duckdb.DuckDBPyConnection, dataset: str) -> None:
    columns = {row[0] for row in empty.execute(f"DESCRIBE data.{dataset}").fetchall()}
    assert columns >= set(dataset_columns(dataset))


def test_views_are_found_under_any_name(tmp_path: Path) -> None:
    """A view must not hold the name that the file had while it was built."""
    warehouse(tmp_path, answers([[4] * 9])).close()
    (tmp_path / "kinerja.duckdb").rename(tmp_path / "salinan.duckdb")
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{(tmp_path / 'salinan.duckdb').as_posix()}' AS lain (READ_ONLY)")
        assert con.execute("SELECT count(*) FROM lain.data.skm_jawaban").fetchone() == (9,)


def test_storage_can_be_read_by_duckdb_1_2(empty: duckdb.DuckDBPyConnection) -> None:
    (tags,) = empty.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchall()[0]
    assert tags["storage_version"].startswith("v1.2.0")


def test_functions_are_published(empty: duckdb.DuckDBPyConnection) -> None:
    row = empty.execute(
        "SELECT persen(1, 3), bagi_bulat(-1, 8, 2), angka(-1234567.5), bulat_ke(0.125, 2), persen(1, 0)"
    ).fetchone()
    assert [str(value) for value in row or ()] == ["33.33", "-0.13", "-1.234.567,5", "0.13000000", "None"]


def test_dictionary_is_up_to_date() -> None:
    readme = (SQL_DIR / "README.md").read_text(encoding="utf-8")
    assert readme.partition(START)[2].partition(END)[0].strip() == dictionary().strip(), (
        "jalankan python -m flows.store.dictionary"
    )


def test_examples_of_the_readme_run(empty: duckdb.DuckDBPyConnection) -> None:
    examples = re.findall(r"```sql\n(SELECT.*?)```", (SQL_DIR / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) >= 4
    for example in examples:
        empty.execute(example)


HEADER = "-- {name}: Uji\n-- Kolom:\n--   a  Satu\n"


def _sql_dir(folder: Path, models: dict[str, str]) -> Path:
    for name, select in models.items():
        path = folder / "hasil" / f"{name}.sql"
        path.parent.mkdir(exist_ok=True)
        path.write_text(HEADER.format(name=name) + select, encoding="utf-8")
    return folder


def test_unknown_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"x\.sql membaca tabel yang tidak ada: data\.y"):
        load_models(_sql_dir(tmp_path, {"x": "WITH z AS (SELECT 1 AS a) SELECT a FROM z CROSS JOIN data.y"}))


def test_cycle_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="saling membaca: main"):
        load_models(_sql_dir(tmp_path, {"x": "SELECT a FROM y", "y": "SELECT a FROM x"}))


def test_undocumented_column_fails_the_build(tmp_path: Path) -> None:
    sql_dir = _sql_dir(tmp_path, {"x": "SELECT 1 AS a, 2 AS b"})
    with pytest.raises(BuildError, match=r"x\.sql: kolom pada keterangan \(a\) berbeda dari hasil \(a, b\)"):
        build(tmp_path / "x.duckdb", {}, sql_dir)


def test_broken_grain_fails_the_build(tmp_path: Path) -> None:
    sql_dir = _sql_dir(tmp_path, {"x": "SELECT 1 AS a UNION ALL SELECT 1"})
    path = sql_dir / "hasil" / "x.sql"
    path.write_text(
        path.read_text(encoding="utf-8").replace("-- Kolom", "-- Butir: satu baris per a\n-- Kolom"), encoding="utf-8"
    )
    with pytest.raises(BuildError, match="tabel x berisi lebih dari satu baris untuk a = 1"):
        build(tmp_path / "x.duckdb", {}, sql_dir)


def test_unbalanced_rows_stop_the_release(tmp_path: Path) -> None:
    files = staged(tmp_path / "staging", {"sakip": [{"komponen_kode": "pelaporan", "komponen": "Pelaporan", "nilai": 1}]})
    files["sakip"] = []
    with pytest.raises(BuildError, match="Semua baris yang dibaca dari tiap lembar harus ada tujuannya"):
        build(tmp_path / "x.duckdb", files)

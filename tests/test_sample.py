"""The main job on the office's own workbooks: every figure that the design names, and when work is done again or not."""

from __future__ import annotations

import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import duckdb
import openpyxl
import pytest
from gudang import publish

from flows import pipeline
from flows.errors import PublishError
from flows.paths import PROJECT, SQL_DIR, Root

UNIT = "63.10.07"

FIGURES = [
    ("SELECT ikm, mutu, jumlah_responden, ikm_eksak FROM ikm WHERE tahun = 2024", ("84.64", "B", 12, "84.72")),
    ("SELECT nilai_konversi, mutu FROM ikm_unsur WHERE tahun = 2024 AND unsur_nomor = 'U4'", ("97.92", "A")),
    ("SELECT nilai_konversi, mutu FROM ikm_unsur WHERE tahun = 2024 AND unsur_nomor = 'U9'", ("75.00", "C")),
    ("SELECT persen, pagu FROM serapan_anggaran WHERE tahun = 2024 AND periode = 'TAHUN'", ("92.06", "6359900297.00")),
    ("SELECT persen FROM serapan_anggaran WHERE tahun = 2025 AND periode = 'TW2'", ("38.86",)),
    ("SELECT capaian FROM capaian_indikator WHERE tahun = 2024 AND indikator_kode = 'ikm'", ("100.00",)),
    ("SELECT capaian_akhir FROM capaian_renstra WHERE tahun = 2024 AND indikator_kode = 'ikm'", ("99.93",)),
    ("SELECT rasio FROM efisiensi WHERE tahun = 2024 AND cakupan = 'kecamatan'", ("108.62",)),
    ("SELECT sum(jumlah), count(*) FROM penduduk_desa WHERE tahun = 2024 AND periode = 'B12'", (21146, 14)),
    ("SELECT nilai, predikat FROM predikat_sakip WHERE tahun = 2023", ("84.74", "A")),
    ("SELECT nilai, predikat FROM predikat_sakip WHERE tahun = 2024", ("81.90", "A")),
    ("SELECT count(*) FROM audit.baris WHERE NOT seimbang", (0,)),
    (
        "SELECT count(*), sum(dibaca) = sum(dimuat + ditolak + total + ganda + tergantikan + catatan + kosong) FROM audit.baris",
        (15, True),
    ),
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The sample, refreshed once from the workbooks alone: without the office's settings."""
    root = Root(tmp_path_factory.mktemp("kantor"))
    root.raw.mkdir()
    for path in (PROJECT / "raw").glob("*.xlsx"):
        shutil.copy2(path, root.raw)
    pipeline.refresh(root)
    return root


@pytest.fixture
def copy(published: Root, tmp_path: Path) -> Root:
    """The refreshed sample, free to be changed."""
    shutil.copytree(published.path, tmp_path / "salinan")
    return Root(tmp_path / "salinan")


def query(root: Root, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(root.published), read_only=True) as con:
        return con.execute(sql).fetchall()


def tables(root: Root) -> dict[str, list[tuple[object, ...]]]:
    """Every table with its rows; times of runs aside."""
    with duckdb.connect(str(root.published), read_only=True) as con:
        names = con.execute("SELECT schema_name || '.' || table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
        return {name: con.execute(f"FROM {name}").fetchall() for (name,) in names if name != "audit.rilis"}


@pytest.mark.parametrize(("sql", "expected"), FIGURES)
def test_figure(published: Root, sql: str, expected: tuple[object, ...]) -> None:
    (row,) = query(published, sql)
    assert row == tuple(Decimal(value) if isinstance(value, str) and value[0].isdigit() else value for value in expected)


EXAMPLES = re.findall(r"```sql\n(SELECT.*?)```\n```\n(.*?)```", (SQL_DIR / "README.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("sql", "shown"), EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_of_the_data_dictionary_hold(published: Root, sql: str, shown: str) -> None:
    rows = [" | ".join(map(str, row)) for row in query(published, sql)]
    assert rows == [re.sub(r" +\| +", " | ", line).strip() for line in shown.splitlines()]


def test_every_value_leads_to_its_cell(published: Root) -> None:
    rows = query(published, "SELECT berkas, lembar, realisasi_sel, realisasi FROM data.anggaran WHERE realisasi > 0")
    books = {name: openpyxl.load_workbook(published.raw / str(name)) for name in {row[0] for row in rows}}
    for berkas, lembar, sel, realisasi in rows:
        stored = books[berkas][str(lembar)][str(sel)].value
        text = stored.replace(".", "").replace(",", ".") if isinstance(stored, str) else str(stored)
        assert Decimal(text) == realisasi


def test_unchanged_run_ends_at_once(copy: Root) -> None:
    before = copy.published.stat().st_mtime_ns
    assert pipeline.refresh(copy).status == "tetap"
    assert copy.published.stat().st_mtime_ns == before


def test_order_workers_and_size_change_nothing(published: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files staged one by one, in reverse order, on two workers, and built as many are, give the tables of the plain run."""
    other = Root(tmp_path)
    shutil.copytree(published.raw, other.raw)
    plan = pipeline.make_plan(other)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda source: pipeline.stage_batch(plan, [source]), reversed(plan.to_read)))
    pipeline.judge(plan)
    monkeypatch.setattr("flows.store.build.FEW_BYTES", 0)
    monkeypatch.setattr("flows.store.build.MANY_BYTES", 0)
    pipeline.publish(plan)
    assert tables(other) == tables(published)


# One night on which the office did all of this


SKM, PROFILE, AGAIN = "Olah Data SKM 2024.xlsx", "Profil Desa.xlsx", "Aaa kiriman ulang.xlsx"
TYPO = "Persentase penyelenggaraan pemerintahan kecamata"
OF_TYPO = "SELECT count(*) FROM data.kinerja WHERE indikator_kode LIKE '%kecamata'"


@pytest.fixture(scope="module")
def changed(published: Root, tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The sample whose planner corrects a workbook, takes one out, sends one again and three that are none."""
    root = Root(tmp_path_factory.mktemp("malam") / "kantor")
    shutil.copytree(published.path, root.path)
    _change(root.raw / SKM, root.raw / SKM, "G8", 1)
    _change(root.raw / "Data Kependudukan Desember 2024.xlsx", root.raw / AGAIN, "C6", 600, "Unduhan Spreadsheet")
    whole = (root.raw / PROFILE).read_bytes()
    (root.raw / PROFILE).unlink()
    (root.raw / "Setengah.xlsx").write_bytes(whole[: len(whole) // 2])
    (root.raw / "Bukan.xlsx").write_text("bukan buku kerja", encoding="utf-8")
    (root.raw / "~$Kinerja 2024.xlsx").write_bytes(b"x" * 165)
    read = {source.berkas for source in pipeline.make_plan(root).to_read}
    assert read - {"Setengah.xlsx", "Bukan.xlsx", "~$Kinerja 2024.xlsx"} == {SKM, AGAIN}  # none that is as it was
    publish(root)
    return root


def _change(path: Path, target: Path, cell: str, value: int, without: str = "") -> None:
    book = openpyxl.load_workbook(path)
    if without:
        del book[without]
    book.worksheets[0][cell] = value
    book.save(target)


def test_a_corrected_workbook_gives_its_new_figures(changed: Root) -> None:
    assert query(changed, "SELECT jumlah_nilai FROM ikm_unsur WHERE unsur_nomor = 'U1'") == [(39,)]


def test_a_removed_workbook_takes_its_data_along(published: Root, changed: Root) -> None:
    sql = f"SELECT count(*) FROM data.profil_desa WHERE berkas = '{PROFILE}'"
    assert query(published, sql) != [(0,)] and query(changed, sql) == [(0,)]
    assert query(changed, f"SELECT aturan FROM audit.temuan WHERE berkas = '{PROFILE}'") == [("BRK008",)]


def test_a_broken_workbook_stops_nothing(changed: Root) -> None:
    sql = "SELECT berkas, aturan FROM audit.temuan WHERE aturan LIKE 'BRK%' AND aturan <> 'BRK008'"
    assert dict(query(changed, sql)) == {"Setengah.xlsx": "BRK001", "Bukan.xlsx": "BRK002", "~$Kinerja 2024.xlsx": "BRK004"}


def test_two_workbooks_for_one_period(changed: Root) -> None:
    """The one saved last wins; the other's differing values are told with both cells, a value its own sheet denies there."""
    assert query(changed, "SELECT laki_laki FROM penduduk_desa WHERE desa_kode = '63.10.07.2001'") == [(600,)]
    sql = "SELECT berkas, sel FROM audit.temuan WHERE aturan = '{}' AND pesan LIKE '%{}%'"
    assert query(changed, sql.format("SBR001", f"347, padahal 349 di sel C9 pada lembar Desember 2024 ({AGAIN})")) == [
        ("Data Kependudukan Desember 2024.xlsx", "C6")
    ]
    assert query(changed, sql.format("BDG001", "600, tetapi % 582")) == [(AGAIN, "C6")]


def test_settings_changed_later_apply_to_workbooks_already_seen(copy: Root) -> None:
    """A weight and an alias; that every weight gives its index is shown in tests/sql."""
    assert query(copy, OF_TYPO) != [(0,)]
    alias = f'[alias.indikator]\n"{TYPO}" = "persentase-penyelenggaraan-pemerintahan-kecamatan"\n'
    (copy.raw / "pengaturan.toml").write_text(f'[skm]\nbobot = "0,11"\n{alias}', encoding="utf-8")
    publish(copy)
    assert query(copy, "SELECT ikm FROM ikm") == [(Decimal("83.88"),)] and query(copy, OF_TYPO) == [(0,)]


def test_a_failed_audit_keeps_the_last_good_warehouse(copy: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    before = copy.published.read_bytes()
    (copy.raw / "Profil Desa.xlsx").unlink()
    monkeypatch.setattr("flows.store.publish.build", _fail)
    with pytest.raises(PublishError):
        pipeline.refresh(copy)
    assert copy.published.read_bytes() == before
    assert sorted(os.listdir(copy.warehouse)) == [copy.published.name, copy.rilis.name]


def _fail(*_: object, **__: object) -> None:
    from flows.store.build import BuildError

    raise BuildError("percobaan")

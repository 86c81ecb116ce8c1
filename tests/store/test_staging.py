"""Staged workbooks: Parquet by dataset and batch, complete only with their record, the same whatever was killed before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from pabrik import KINDS, penduduk_desa, profil_jarak, skm, workbook

from flows.paths import Root
from flows.pipeline import batches, stage_batch
from flows.store import staging, verdict
from flows.store.plan import Plan, make_plan
from flows.store.schema import BOOKKEEPING, dataset_columns
from flows.store.staging import read_records, staged_files
from flows.workbook.layouts import datasets


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """An office with a good workbook, one with a fault, one that is none."""
    (tmp_path / "raw").mkdir()
    bad = skm()
    bad.data[0][6] = 9
    (tmp_path / "raw" / "a.xlsx").write_bytes(workbook({"P": penduduk_desa(), "J": profil_jarak()}))
    (tmp_path / "raw" / "b.xlsx").write_bytes(workbook({"S": bad}))
    (tmp_path / "raw" / "c.xlsx").write_bytes(b"bukan buku kerja")
    return Root(tmp_path)


def staged(root: Root) -> Plan:
    plan = make_plan(root)
    for batch in batches(plan):
        assert stage_batch(plan, batch) == len(batch)
    return plan


def files_of(plan: Plan) -> dict[str, list[Path]]:
    """The staged files of each dataset that has any; what was taken from a batch in part lies beside the office."""
    part = plan.root.path / "sebagian"
    return {name: paths for name, paths in staged_files(plan, read_records(plan), datasets(), part).items() if paths}


def books_of(plan: Plan) -> dict[str, pl.DataFrame]:
    return verdict.bookkeeping(plan, read_records(plan))


def content(plan: Plan) -> dict[str, Any]:
    """The staged rows of each dataset, by workbook: batches differ with the order in which workbooks came."""
    frames = {name: pl.concat([pl.read_parquet(path) for path in paths]) for name, paths in files_of(plan).items()}
    return {name: frame.sort("berkas", maintain_order=True).to_dicts() for name, frame in frames.items() if frame.height}


def test_one_file_a_dataset_and_batch(root: Root) -> None:
    plan = staged(root)
    assert {name: len(paths) for name, paths in files_of(plan).items()} == {
        "penduduk_desa": 1,
        "profil_desa": 1,
        "skm_responden": 1,
        "skm_unsur": 1,
        "tercetak": 1,
    }
    assert make_plan(root).to_read == []
    assert all(path.is_relative_to(plan.staged) for paths in files_of(plan).values() for path in paths)


def test_batches_of_other_workbooks_are_other_files(root: Root) -> None:
    plan = make_plan(root)
    for source in plan.to_read:
        stage_batch(plan, [source])
    assert {name: len(paths) for name, paths in files_of(plan).items()}["tercetak"] == 2


def test_of_a_batch_only_the_workbooks_that_still_stand_are_taken(root: Root) -> None:
    whole = content(staged(root))
    (root.raw / "b.xlsx").write_bytes(workbook({"S": skm([[4] * 9])}))
    plan = staged(root)
    assert [row["jawaban"] for row in content(plan)["skm_responden"]] == [[4] * 9]
    assert content(plan)["penduduk_desa"] == whole["penduduk_desa"]
    (root.raw / "a.xlsx").unlink()
    assert set(content(make_plan(root))) == {"skm_responden", "skm_unsur", "tercetak"}


def test_a_workbook_that_came_back_is_not_read_again(root: Root) -> None:
    whole, data = content(staged(root)), (root.raw / "a.xlsx").read_bytes()
    (root.raw / "a.xlsx").unlink()
    assert set(content(staged(root))) < set(whole)
    (root.raw / "a.xlsx").write_bytes(data)
    plan = make_plan(root)
    assert plan.to_read == [] and content(plan) == whole


def test_a_workbook_in_two_batches_counts_once(root: Root) -> None:
    """Two runs at the same time may stage the same workbook with different neighbours."""
    whole = content(staged(root))
    plan = make_plan(root)
    stage_batch(plan, plan.sources[1:])
    assert content(plan) == whole


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_has_the_columns_of_the_contract(tmp_path: Path, kind: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "x.xlsx").write_bytes(workbook({"L": KINDS[kind]()}))
    plan = staged(Root(tmp_path))
    for name, paths in files_of(plan).items():
        for path in paths:
            assert list(pl.read_parquet_schema(path)) == list(dataset_columns(name))


def test_the_books_tell_of_every_workbook(root: Root) -> None:
    books = books_of(staged(root))
    assert dict(books["berkas"].select("berkas", "status").rows()) == {
        "a.xlsx": "dimuat",
        "b.xlsx": "sebagian",
        "c.xlsx": "ditolak",
    }
    assert books["berkas"]["disimpan"].null_count() == 1
    assert books["lembar"]["lembar"].to_list() == ["P", "J", "S"]
    assert books["baris_ditolak"]["aturan"].to_list() == ["NIL007"]
    assert {"NIL007", "BRK002"} <= set(books["temuan"]["aturan"])
    for name, frame in books.items():
        assert frame.columns == list(BOOKKEEPING[name])


def test_empty_books_have_their_columns(tmp_path: Path) -> None:
    for name, frame in books_of(make_plan(Root(tmp_path))).items():
        assert frame.is_empty() and frame.columns == list(BOOKKEEPING[name])


def test_what_was_found_before_reading_comes_first(root: Root) -> None:
    (root.raw / "~$a.xlsx").write_bytes(b"")
    assert books_of(staged(root))["temuan"]["aturan"].to_list()[0] == "BRK004"


def test_a_run_killed_before_the_record_is_done_again(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = content(staged(root))

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    fresh = Root(root.path / "lain")
    fresh.raw.mkdir(parents=True)
    for path in root.raw.iterdir():
        (fresh.raw / path.name).write_bytes(path.read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(staging, "write_text", killed)
        with pytest.raises(KeyboardInterrupt):
            staged(fresh)
    plan = make_plan(fresh)
    assert [source.berkas for source in plan.to_read] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert content(staged(fresh)) == whole


def test_half_written_files_are_not_taken_for_staged_ones(root: Root) -> None:
    plan = staged(root)
    whole = content(plan)
    (path,) = files_of(plan)["penduduk_desa"]
    path.with_name(f".{path.name}.999.sementara").write_bytes(b"PAR1 setengah")
    path.with_name(f"{'0' * 64}.parquet").write_bytes(b"milik berkas lain")
    assert content(plan) == whole


def test_a_workbook_that_left_is_not_read_back(root: Root) -> None:
    staged(root)
    (root.raw / "a.xlsx").unlink()
    plan = staged(root)
    assert set(content(plan)) == {"skm_responden", "skm_unsur", "tercetak"}
    assert books_of(plan)["berkas"]["berkas"].to_list() == ["b.xlsx", "c.xlsx"]


def test_staging_one_by_one_or_together_gives_the_same(root: Root) -> None:
    together = content(staged(root))
    fresh = Root(root.path / "lain")
    fresh.raw.mkdir(parents=True)
    for path in root.raw.iterdir():
        (fresh.raw / path.name).write_bytes(path.read_bytes())
    plan = make_plan(fresh)
    for source in reversed(plan.to_read):
        stage_batch(plan, [source])
    assert content(plan) == together
    assert {n: f.to_dicts() for n, f in books_of(plan).items()} == {n: f.to_dicts() for n, f in books_of(make_plan(root)).items()}


def test_no_temporary_file_stays(root: Root) -> None:
    staged(root)
    assert not [path for path in root.staging.rglob("*") if "sementara" in path.name]


def test_records_are_json_that_a_person_can_read(root: Root) -> None:
    plan = staged(root)
    record = json.loads(plan.record(plan.sources[0]).read_text(encoding="utf-8"))
    assert record["berkas"][0]["berkas"] == "a.xlsx"
    assert record["lembar"][0]["tata_letak"] == "penduduk_desa"

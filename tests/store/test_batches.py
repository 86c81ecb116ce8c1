"""How the workbooks of a refresh are shared out, and when processes for them begin early."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.paths import Root
from flows.pipeline import BATCH, MANY, batches, is_small
from flows.settings import Settings
from flows.store.plan import STATE, Plan, new_workbooks
from flows.workbook.context import Source


def plan_of(root: Path, count: int) -> Plan:
    sources = [Source(f"{i}.xlsx", "") for i in range(count)]
    return Plan(Root(root), Settings(), {}, sources, [], [], "", "", to_read=sources)


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1, MANY, MANY + 1, 3 * MANY + 7, 1000])
def test_every_workbook_is_in_one_batch(tmp_path: Path, count: int) -> None:
    plan = plan_of(tmp_path, count)
    shared = batches(plan)
    assert [source for batch in shared for source in batch] == plan.to_read
    assert all(0 < len(batch) <= BATCH for batch in shared)
    assert is_small(plan) == (count <= MANY)


def test_the_last_batches_of_many_are_smaller(tmp_path: Path) -> None:
    sizes = [len(batch) for batch in batches(plan_of(tmp_path, 1000))]
    assert sizes == sorted(sizes, reverse=True) and sizes[0] == BATCH and sizes[-1] == BATCH // 2


def test_new_workbooks_are_counted_by_their_names(tmp_path: Path) -> None:
    root = Root(tmp_path)
    assert not new_workbooks(root, 0)  # there is no raw/ yet
    (root.raw / "2024").mkdir(parents=True)
    for name in ("satu.xlsx", "2024/dua.XLSX", "catatan.md"):
        (root.raw / name).touch()
    assert new_workbooks(root, 1) and not new_workbooks(root, 2)
    root.staging.mkdir()
    (root.staging / STATE).write_text(json.dumps({"berkas": {"2024/dua.XLSX": "sidik"}}), encoding="utf-8")
    assert new_workbooks(root, 0) and not new_workbooks(root, 1)

"""The command that measures detection works on any file of annotated tables, and of tables without annotations."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from tests.benchmarks import aggregations, near_misses

ROWS = [
    ["", "A", "B", "C"],
    ["x", "241", "17", "258"],
    ["y", "873", "62", "935"],
    ["z", "56", "9", "65"],
    ["w", "132", "28", "160"],
]
ROWS.append(["all", "1302", "116", "1418"])
NOTES = [{"operator": "Sum", "aggregator_index": [row, 3], "aggregatee_indices": [[row, 1], [row, 2]]} for row in range(1, 6)]
NOTES += [
    {"operator": "Sum", "aggregator_index": [5, column], "aggregatee_indices": [[row, column] for row in range(1, 5)]}
    for column in range(1, 4)
]
TABLES = [
    {"file_name": "satu", "table_id": "1", "table_array": ROWS, "aggregation_annotations": NOTES},
    {"file_name": "dua", "table_id": "1", "table_array": [*ROWS[:2], ["y", "873", "62", "953"], *ROWS[3:]]},
]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    path = tmp_path / "tables.jl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(table) + "\n" for table in TABLES)
    return path


def test_predictions_are_written_and_scored(
    tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    predictions = tables.with_name("predictions.jl")
    monkeypatch.setattr(sys, "argv", ["aggregations", str(tables), str(predictions)])
    aggregations.main()
    first, second = map(json.loads, predictions.read_text(encoding="utf-8").splitlines())
    assert first["near_misses"] == [] and (first["file_name"], first["table_id"]) == ("satu", "1")
    assert {"operator": "Sum", "aggregator": [1, 3], "aggregatees": [[1, 1], [1, 2]]} in first["aggregations"]
    (near,) = second["near_misses"]
    assert (near["cell"], near["expected"], near["level"]) == ([2, 3], 935, "peringatan")
    last = capsys.readouterr().out.splitlines()[-1].split()
    assert last[:6] == ["all", "8", "8", "1.000", "1.000", "1.000"]


def test_planted_numbers_are_counted(tables: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    annotated = tables.with_name("one.jl")
    annotated.write_text(json.dumps(TABLES[0]) + "\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["near_misses", str(annotated), "--plantings", "3"])
    near_misses.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["all", "3", "1.000", "1.000"]
    assert lines[-1].split()[0] == str(near_misses.CURVE[-1])

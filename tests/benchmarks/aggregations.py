"""Detection measured on annotated tables: ``python -m tests.benchmarks.aggregations TABLES.jl[.gz] PREDICTIONS.jl``.

TABLES: one JSON object a line with file_name, table_id, table_array (rows of text cells) and, where it is annotated,
aggregation_annotations: [{operator, aggregator_index, aggregatee_indices}]. PREDICTIONS: one object a line with file_name,
table_id, aggregations and near_misses. What is annotated is then scored: exact (operator, total, all parts), by cell
(operator, total), and by table (the mean of exact F1 over the tables that have or find any).

``--part`` measures all tables, or the third that no threshold was set on (kept), or the others (tuned).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import Any, TypeAlias

from flows.tabel import AVERAGE, CHANGE, DIVISION, SUM, Hasil, periksa

Table: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[Any, ...]
ORDERED = (DIVISION, CHANGE)
"""Operators whose parts are told in an order."""
PARTS = ("all", "tuned", "kept")


def read_tables(path: Path) -> Iterator[Table]:
    """The tables of a file of one JSON object a line, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def add_tables(parser: argparse.ArgumentParser) -> None:
    """Arguments that say which tables are measured."""
    parser.add_argument("tables", type=Path)
    parser.add_argument("--part", choices=PARTS, default="all", help="kept: the third that nothing was set on; tuned: the others")


def chosen_tables(given: argparse.Namespace) -> Iterator[Table]:
    for table in read_tables(given.tables):
        if given.part in ("all", "kept" if aside(table["file_name"]) else "tuned"):
            yield table


def aside(file_name: str) -> bool:
    """Whether a table belongs to the kept third. Files whose names differ in numbers only are alike, and stay together."""
    family = re.sub(r"[\d%_.#]+", "", file_name).lower()
    name = family if len(family) > 6 else file_name.lower()
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def prediction(table: Table, found: Hasil) -> dict[str, Any]:
    """What was found in a table, in the terms of the scorer."""
    return {
        "file_name": table["file_name"],
        "table_id": table["table_id"],
        "aggregations": [
            {"operator": one.operator, "aggregator": one.hasil, "aggregatees": list(one.bagian)} for one in found.agregasi
        ],
        "near_misses": [
            {"cell": one.sel, "expected": one.seharusnya, "operator": one.operator, "aggregator": one.hasil,
             "aggregatees": list(one.bagian), "level": one.tingkat}
            for one in found.nyaris
        ],
    }  # fmt: skip


def key(operator: str, total: Iterable[int], parts: Iterable[Iterable[int]]) -> Key:
    """An aggregation as it is compared: the order of parts counts for quotients only."""
    cells = [tuple(part) for part in parts]
    return operator, tuple(total), tuple(cells) if operator in ORDERED else tuple(sorted(set(cells)))


def annotated(table: Table) -> set[Key]:
    return {key(a["operator"], a["aggregator_index"], a["aggregatee_indices"]) for a in table["aggregation_annotations"]}


def score(truth: set[Key], found: set[Key]) -> tuple[float, float, float]:
    """Precision, recall and their harmonic mean."""
    hit = len(truth & found)
    precision, recall = hit / len(found) if found else 0.0, hit / len(truth) if truth else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def report(pairs: list[tuple[set[Key], set[Key]]]) -> Iterator[str]:
    """A line for each operator and one for all: exact, by cell, and the mean of F1 over tables that have or find any (macro)."""
    yield f"{'operator':16}{'annotated':>10}{'found':>10}   exact: P     R     F1      cell: P     R     F1   macro: F1"
    for operator in (AVERAGE, DIVISION, CHANGE, SUM, "all"):
        own = [tuple({k for k in keys if operator in (k[0], "all")} for keys in pair) for pair in pairs]
        truth = {(i, *k) for i, (keys, _) in enumerate(own) for k in keys}
        found = {(i, *k) for i, (_, keys) in enumerate(own) for k in keys}
        exact, cell = score(truth, found), score({k[:3] for k in truth}, {k[:3] for k in found})
        each = [score(*pair)[2] for pair in own if pair[0] or pair[1]]
        numbers = " ".join(f"{v:.3f}" for v in exact) + "         " + " ".join(f"{v:.3f}" for v in cell)
        yield f"{operator:16}{len(truth):10}{len(found):10}      {numbers}       {sum(each) / max(1, len(each)):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    add_tables(parser)
    parser.add_argument("predictions", type=Path)
    given = parser.parse_args()
    pairs: list[tuple[set[Key], set[Key]]] = []
    seconds: list[float] = []
    with given.predictions.open("w", encoding="utf-8") as out:
        for table in chosen_tables(given):
            start = process_time()
            found = periksa(table["table_array"])
            seconds.append(process_time() - start)
            out.write(json.dumps(prediction(table, found), ensure_ascii=False) + "\n")
            if "aggregation_annotations" in table:
                pairs.append((annotated(table), {key(one.operator, one.hasil, one.bagian) for one in found.agregasi}))
    mean = sum(seconds) / max(1, len(seconds))
    print(f"{len(seconds)} tables, {mean:.3f} s of a processor each, {max(seconds, default=0):.2f} s at most")
    if pairs:
        print("\n".join(report(pairs)))


if __name__ == "__main__":
    main()

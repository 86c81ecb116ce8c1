"""What the writing libraries alone need for the reports of an office: every call to them is recorded once, then made again."""

from __future__ import annotations

import csv
import io
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

Call = tuple[int, str, tuple[Any, ...], dict[str, Any]]
"""Number of the object that was called, method, arguments; an object among these is a :class:`Made`."""


class Made:
    """Stands for the object that the call of this number gave."""

    def __init__(self, number: int) -> None:
        self.number = number


class Recorder:
    """Passes every call on to an object of XlsxWriter and notes it; what calls give is recorded too."""

    def __init__(self, real: Any, number: int, calls: list[Call]) -> None:
        self._real, self._number, self._calls = real, number, calls

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self._real, name)
        if not callable(attribute):
            return attribute

        def call(*arguments: Any, **options: Any) -> Any:
            self._calls.append((self._number, name, _map(arguments, _noted), _map(options, _noted)))
            number = len(self._calls)
            result = attribute(*_map(arguments, _real), **_map(options, _real))
            return Recorder(result, number, self._calls) if type(result).__module__.startswith("xlsxwriter") else result

        return call


def _map(value: Any, change: Callable[[Any], Any]) -> Any:
    """The value with every recorder in it changed."""
    if isinstance(value, dict):
        return {key: _map(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_map(item, change) for item in value)
    return change(value)


def _real(value: Any) -> Any:
    return value._real if isinstance(value, Recorder) else value


def _noted(value: Any) -> Any:
    return Made(value._number) if isinstance(value, Recorder) else value


@contextmanager
def recording() -> Iterator[list[list[Call]]]:
    """Records the workbooks that the reports draw meanwhile: a list of calls each, the first of which opens it."""
    import xlsxwriter

    from flows.reports import workbook

    books: list[list[Call]] = []

    def open_book(out: io.BytesIO, options: dict[str, Any]) -> Recorder:
        books.append([(0, "Workbook", (), deepcopy(options))])
        return Recorder(xlsxwriter.Workbook(out, options), 1, books[-1])

    plain = workbook.xlsxwriter
    vars(workbook)["xlsxwriter"] = type("Recording", (), {"Workbook": staticmethod(open_book)})
    try:
        yield books
    finally:
        vars(workbook)["xlsxwriter"] = plain


def record(warehouse: Path, reports: Path, script: Path) -> None:
    """Writes the reports of a warehouse and keeps what its libraries were asked: workbooks, CSV rows, Parquet files."""
    from flows.reports.write import write_reports

    with recording() as books:
        written = write_reports(warehouse, reports)
    texts = [(str(path), _rows(path)) for path in written if path.suffix == ".csv"]
    parquet = [str(path) for path in written if path.suffix == ".parquet"]
    script.write_bytes(pickle.dumps((books, texts, parquet)))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text, delimiter=";"))


def replay(script: Path, target: Path) -> None:
    """Asks the libraries the same once more."""
    import duckdb
    import xlsxwriter

    books, texts, parquet = pickle.loads(script.read_bytes())
    target.mkdir(parents=True, exist_ok=True)
    for number, calls in enumerate(books):
        out = io.BytesIO()
        made: list[Any] = [None, xlsxwriter.Workbook(out, calls[0][3])]
        for on, name, arguments, options in calls[1:]:
            again = partial(_again, made)
            made.append(getattr(made[on], name)(*_map(arguments, again), **_map(options, again)))
        (target / f"{number}.xlsx").write_bytes(out.getvalue())
    for number, (_, rows) in enumerate(texts):
        _write_csv(target / f"{number}.csv", rows)
    with duckdb.connect(config={"threads": 1}) as con:
        for number, path in enumerate(parquet):
            con.execute(f"COPY (FROM '{path}') TO '{(target / f'{number}.parquet').as_posix()}' (FORMAT parquet)")


def _again(made: Sequence[Any], value: Any) -> Any:
    return made[value.number] if isinstance(value, Made) else value


def _write_csv(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)

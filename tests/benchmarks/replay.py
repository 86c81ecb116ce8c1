"""What the writing libraries alone need for the reports of an office: what they were asked is recorded once, then asked again.

XlsxWriter (workbooks, and the charts of the chapter), Jinja2 (page, poster), python-docx (chapter), csv, json, DuckDB (Parquet).
"""

from __future__ import annotations

import csv
import io
import json
import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, fields, is_dataclass
from functools import partial
from pathlib import Path
from types import ModuleType, SimpleNamespace
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

    def __enter__(self) -> Recorder:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


@dataclass
class Dokumen:
    """What a Word document is made of: its elements as XML, the parts of its charts (name, type, content), its comments."""

    isi: list[str]
    bagian: list[tuple[str, str, bytes]]
    komentar: list[str]


@dataclass
class Asked:
    """What the libraries were asked for one office; texts that our code writes plainly stand as they are."""

    books: list[list[Call]] = field(default_factory=list)
    pages: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    documents: list[Dokumen] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    packages: list[Any] = field(default_factory=list)
    parquet: list[str] = field(default_factory=list)


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
def _in_place_of(module: ModuleType, name: str, other: object) -> Iterator[None]:
    plain = vars(module)[name]
    vars(module)[name] = other
    try:
        yield
    finally:
        vars(module)[name] = plain


@contextmanager
def recording() -> Iterator[Asked]:
    """Records the workbooks, pages and documents that the reports draw meanwhile."""
    import xlsxwriter

    from flows.reports import workbook
    from flows.reports.dokumen import bagan, docx
    from flows.reports.halaman import page, poster

    asked = Asked()
    plain_template, plain_save = page.template, docx._steady

    def open_book(out: io.BytesIO, options: dict[str, Any]) -> Recorder:
        asked.books.append([(0, "Workbook", (), deepcopy(options))])
        return Recorder(xlsxwriter.Workbook(out, options), 1, asked.books[-1])

    def template(name: str) -> SimpleNamespace:
        def render(**content: Any) -> str:
            asked.pages.append((name, _plain(content)))
            return plain_template(name).render(**content)

        return SimpleNamespace(render=render)

    def save(document: Any) -> bytes:
        asked.documents.append(_taken_apart(document))
        return plain_save(document)

    with ExitStack() as stack:
        for module in (workbook, bagan):
            stack.enter_context(_in_place_of(module, "xlsxwriter", SimpleNamespace(Workbook=open_book)))
        for module in (page, poster):
            stack.enter_context(_in_place_of(module, "template", template))
        stack.enter_context(_in_place_of(docx, "_steady", save))
        yield asked


def _plain(value: Any) -> Any:
    """What a template is given, without classes of ours."""
    if is_dataclass(value):
        return SimpleNamespace(**{each.name: _plain(getattr(value, each.name)) for each in fields(value)})
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return type(value)(map(_plain, value)) if isinstance(value, list | tuple) else value


def _taken_apart(document: Any) -> Dokumen:
    from lxml.etree import tostring

    parts = [part for part in document.part.package.parts if part.partname.startswith(("/word/charts/", "/word/embeddings/"))]
    return Dokumen(
        [tostring(element, encoding="unicode") for element in document.element.body],
        [(part.partname, part.content_type, part.blob) for part in parts],
        [comment.text for comment in document.comments],
    )


def record(warehouse: Path, reports: Path, script: Path) -> None:
    """Writes the reports of a warehouse and keeps what its libraries were asked."""
    from flows.reports.write import write_reports

    with recording() as asked:
        written = write_reports(warehouse, reports)
    for path in written:
        if path.suffix == ".csv":
            asked.tables.append(_rows(path))
        elif path.suffix == ".json":
            asked.packages.append(json.loads(path.read_bytes()))
        elif path.suffix == ".parquet":
            asked.parquet.append(path.as_posix())
    script.write_bytes(pickle.dumps(asked))


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text, delimiter=";"))


def replay(script: Path, target: Path) -> None:
    """Asks the libraries the same once more."""
    asked: Asked = pickle.loads(script.read_bytes())
    target.mkdir(parents=True, exist_ok=True)
    for number, calls in enumerate(asked.books):
        (target / f"{number}.xlsx").write_bytes(_book(calls))
    for number, content in enumerate(_pages(asked.pages)):
        (target / f"{number}.html").write_bytes(content)
    for number, document in enumerate(asked.documents):
        (target / f"{number}.docx").write_bytes(_document(document))
    for number, rows in enumerate(asked.tables):
        _write_csv(target / f"{number}.csv", rows)
    for number, package in enumerate(asked.packages):
        (target / f"{number}.json").write_text(json.dumps(package, ensure_ascii=False, indent=2), encoding="utf-8")
    _copy_parquet(asked.parquet, target)


def _book(calls: Sequence[Call]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    made: list[Any] = [None, xlsxwriter.Workbook(out, calls[0][3])]
    again = partial(_again, made)
    for on, name, arguments, options in calls[1:]:
        made.append(getattr(made[on], name)(*_map(arguments, again), **_map(options, again)))
    return out.getvalue()


def _again(made: Sequence[Any], value: Any) -> Any:
    return made[value.number] if isinstance(value, Made) else value


def _pages(pages: Sequence[tuple[str, dict[str, Any]]]) -> Iterator[bytes]:
    """The pages, by templates that were compiled before, as ours are."""
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader

    folder = Path(__file__).parents[2] / "flows" / "reports" / "halaman"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, bytecode_cache=FileSystemBytecodeCache()
    )
    for name, content in pages:
        yield environment.get_template(name).render(**content).encode("utf-8")


def _document(dokumen: Dokumen) -> bytes:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml

    document = Document()
    body = document.element.body
    for xml in dokumen.isi:
        body.append(parse_xml(xml))
    for text in dokumen.komentar:
        document.add_comment(document.paragraphs[0].runs, text, author="kinerja", initials="k")
    for name, kind, content in dokumen.bagian:
        part = Part(PackURI(name), kind, content, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.CHART)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _write_csv(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)


def _copy_parquet(files: Sequence[str], target: Path) -> None:
    import duckdb

    with duckdb.connect(config={"threads": 1}) as con:
        for number, path in enumerate(files):
            con.execute(f"COPY (FROM '{path}') TO '{(target / f'{number}.parquet').as_posix()}' (FORMAT parquet)")

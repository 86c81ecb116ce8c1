"""CSV as offices export it: any of the usual separators, decimal comma or point, UTF-8, UTF-16 or Windows' own encoding.

Cells stand where Excel puts them: field n of record m. Every value is text; plain whole numbers become numbers, anything
else is left to the reading of numbers, which knows what its column holds.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from flows.limits import Limits
from flows.workbook.cells import Cell, Note, Sheet, Workbook
from flows.workbook.formats.kind import CSV, DELIMITERS, decoded
from flows.workbook.formats.plain import NAME, errors_of, padded, typed
from flows.workbook.peek import SheetFacts, check_reach
from flows.workbook.text import address

csv.field_size_limit(2**31 - 1)  # how much a field may hold is a matter of the file's size
_SAMPLE = 200
"""Records that tell the separator."""
_HINT = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_csv(data: bytes, limits: Limits) -> Workbook:
    """The one sheet of a CSV file. Raises LimitError."""
    text = decoded(data)
    hint = _HINT.match(text)
    if hint:  # a line for Excel, which does not show it
        text = text[hint.end() :]
    delimiter = hint.group(1) if hint else delimiter_of(text)
    notes: list[Note] = []
    records = _records(text, delimiter)
    if not _quotes_pair(text, delimiter):
        records = _lines(text, delimiter)
        notes.append(Note("BRK013", NAME, "", {}))
    rows: list[list[Cell]] = []
    width = used = 0
    for record in records:
        width = max(width, len(record))
        rows.append([typed(field) for field in record])
        used += len(record)
        check_reach(len(rows), width, used, limits)
    notes += _too_long(rows)
    facts = SheetFacts(errors=errors_of(rows), untyped=True)
    return Workbook([Sheet(NAME, 1, padded(rows, width), facts=facts)], None, CSV, notes)


def delimiter_of(text: str) -> str:
    """The separator that cuts most lines into equally many fields, more than one; of equals, the one that gives more."""
    best, found = (0.0, 0), ";"
    for delimiter in DELIMITERS:
        counts = Counter(len(record) for record in islice(_records(text, delimiter), _SAMPLE) if record)
        fields, lines = max(counts.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        score = (lines / counts.total() if fields > 1 else 0.0, fields)
        if score > best:
            best, found = score, delimiter
    return found


def _records(text: str, delimiter: str, strict: bool = False) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _quotes_pair(text: str, delimiter: str) -> bool:
    """Whether each quotation mark that opens a field has its twin at the field's end; else it swallows the lines after it."""
    if '"' not in text:
        return True
    try:
        for _ in _records(text, delimiter, strict=True):
            pass
    except csv.Error:
        return False
    return True


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """Every line as a record of its own, so that a stray quotation mark spoils but its own."""
    for line in text.splitlines():
        yield from csv.reader([line], delimiter=delimiter)


def _too_long(rows: list[list[Cell]]) -> list[Note]:
    """Rows with more fields than most, as a decimal comma without quotation marks makes them: their values have slipped."""
    lengths = Counter(map(len, rows))
    usual, times = max(lengths.items(), key=lambda item: item[1], default=(0, 0))
    if times * 2 < len(rows):
        return []
    longer = [i for i, row in enumerate(rows) if any(value != "" for value in row[usual:])]
    if not longer:
        return []
    return [Note("BRK014", NAME, address(longer[0], usual), {"jumlah": len(longer), "baris": longer[0] + 1, "lazim": usual})]

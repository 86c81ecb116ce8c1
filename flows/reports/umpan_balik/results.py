"""Results of formulas, carried over as the planner's Excel stored them.

openpyxl writes formulas without their results, and a formula without one cannot be read until Excel has calculated it.
"""

from __future__ import annotations

import io
import re
import zipfile

from flows.workbook.peek import sheet_parts

_STORED = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*<(?:\w+:)?v[^>]*>([^<]*)</(?:\w+:)?v>"
)
_WRITTEN = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)>(<f\b[^>]*?(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)')
_PLACE = re.compile(rb'\br="([A-Z]+\d+)"')
_TYPE = re.compile(rb'\bt="(\w+)"')

Results = dict[bytes, tuple[bytes, bytes]]
"""Type and text of a formula's result, by its cell."""


def with_results(original: bytes, copy: bytes) -> bytes:
    """The copy, its formulas with the results that they have in the original. Excel calculates them afresh on opening."""
    with zipfile.ZipFile(io.BytesIO(original)) as old, zipfile.ZipFile(io.BytesIO(copy)) as new:
        parts = dict(sheet_parts(old))
        stored = {part: _stored(old.read(parts[name])) for name, part in sheet_parts(new) if name in parts}
        if not any(stored.values()):
            return copy
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            for info in new.infolist():
                content = new.read(info)
                results = stored.get(info.filename)
                target.writestr(info.filename, _filled(content, results) if results else content)
        return out.getvalue()


def _stored(xml: bytes) -> Results:
    if b"<f" not in xml and b":f" not in xml:
        return {}
    results: Results = {}
    for attributes, value in _STORED.findall(xml):
        place, kind = _PLACE.search(attributes), _TYPE.search(attributes)
        if place and value:
            results[place.group(1)] = (kind.group(1) if kind else b"n", value)
    return results


def _filled(xml: bytes, results: Results) -> bytes:
    def fill(match: re.Match[bytes]) -> bytes:
        place, attributes, formula = match.groups()
        if place not in results:
            return match.group()
        kind, value = results[place]
        return b'<c r="%s"%s t="%s">%s<v>%s</v>' % (place, attributes, kind, formula, value)

    return _WRITTEN.sub(fill, xml)

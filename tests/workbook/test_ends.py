"""A copy still under way is told from a whole file, in every format."""

from __future__ import annotations

import pytest
from berkas import BOOKS, TEXTS, to_csv
from pabrik import anggaran, workbook

from flows.workbook.formats.ends import has_end

WHOLE = workbook({"Lembar1": anggaran()})
FORMATS = {".xlsx": lambda data: data} | BOOKS | TEXTS


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_cut_off_anywhere_has_no_end(suffix: str) -> None:
    data = FORMATS[suffix](WHOLE)
    assert has_end(data)
    for part in (0.3, 0.5, 0.9):
        cut = data[: int(len(data) * part)]
        if suffix in (".csv", ".tsv"):
            cut = cut[: cut.rindex(b"\n") + 3]  # a text cut off between two lines looks whole
        if suffix not in (".mht", ".mhtml"):  # read by the line, like a text
            assert not has_end(cut), part
        assert not has_end(cut + bytes(len(data) - len(cut))), part


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "cp1252"])
def test_a_text_ends_with_a_line_feed(encoding: str) -> None:
    assert not has_end("Desa;Jarak\r\nSatui Barat;3,5".encode(encoding))
    assert has_end(to_csv(WHOLE, encoding=encoding))


def test_small_and_strange_files_do_no_harm() -> None:
    for data in (b"", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600, b"<", b"\n"):
        has_end(data)

"""Every contradiction found in the sample workbooks, line by line, as a person has read it: tests/golden/contoh.tsv.

After a change of the rules, write it anew and read the difference: ``python tests/test_golden.py``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from flows.findings import INFO, Temuan
from flows.paths import PROJECT
from flows.pipeline import check_files

GOLDEN = Path(__file__).with_name("golden") / "contoh.tsv"
COLUMNS = ("tingkat", "aturan", "berkas", "lembar", "sel", "sel_terkait", "nilai", "usul", "pesan")
RENEW = "Hasilnya berubah. Tulis ulang dengan `python tests/test_golden.py`, lalu baca tiap baris yang berbeda (git diff)."


def lines() -> list[str]:
    """Findings of the sample as one reads them, remarks only counted by rule; without the office's settings."""
    paths = sorted((PROJECT / "raw").glob("*.xlsx"))
    found = check_files(paths)
    rows = ["\t".join(COLUMNS), *(_line(each) for each in found if each.tingkat != INFO)]
    counts = Counter(each.aturan for each in found if each.tingkat == INFO)
    return [*rows, "", *(f"{INFO}\t{aturan}\t{count} temuan" for aturan, count in sorted(counts.items()))]


def _line(finding: Temuan) -> str:
    folder = str(PROJECT / "raw")
    values = (str(getattr(finding, name)) for name in COLUMNS)
    return "\t".join(value.replace(f"{folder}/", "").replace(f"{folder}\\", "").replace("\n", " ") for value in values)


def test_the_sample_gives_what_was_read() -> None:
    assert lines() == GOLDEN.read_text(encoding="utf-8").splitlines(), RENEW


if __name__ == "__main__":
    GOLDEN.write_text("\n".join(lines()) + "\n", encoding="utf-8", newline="\n")

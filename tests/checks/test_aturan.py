"""The catalogue of rules: whole sentences in Indonesian, every rule used, every use in the catalogue."""

from __future__ import annotations

import re
import string
from dataclasses import fields
from pathlib import Path

import pytest

from flows.findings import LEVELS, Aturan, catalogue, temuan
from flows.paths import PROJECT, SQL_DIR

CODES = re.compile(r"\b[A-Z]{3}\d{3}\b")
ENGLISH = re.compile(
    r"\b(none|null|nan|true|false|error|exception|traceback|file|sheet|row|column|value|string|int|float|python|dataframe)\b",
    re.IGNORECASE,
)
FILLED_BY_ALL = {"nilai", "lembar", "sel", "berkas"}


def blanks(rule: Aturan) -> set[str]:
    return {name for text in (rule.pesan, rule.saran) for _, name, _, _ in string.Formatter().parse(text) if name}


def mentioned(folder: Path, pattern: str) -> set[str]:
    return {code for path in folder.rglob(pattern) for code in CODES.findall(path.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("rule", catalogue().values(), ids=list(catalogue()))
def test_is_well_formed(rule: Aturan) -> None:
    assert CODES.fullmatch(rule.aturan)
    assert rule.tingkat in LEVELS
    for field in (field for field in fields(rule) if field.type == "str"):
        text = getattr(rule, field.name)
        assert text and text == text.strip(), field.name
        assert not ENGLISH.search(text.replace("(File > Info", "")), text
    for text in (rule.penyebab, rule.pesan, rule.saran):
        assert text[0].isupper() or text.startswith("{"), text
        assert text.endswith((".", "}")), text
    assert not rule.judul.endswith(".") and len(rule.judul) <= 60
    assert not {name for name in blanks(rule) if not name.isidentifier()}


@pytest.mark.parametrize("rule", catalogue().values(), ids=list(catalogue()))
def test_a_finding_fills_every_blank(rule: Aturan) -> None:
    filled = {name: f"<{name}>" for name in blanks(rule) - FILLED_BY_ALL}
    finding = temuan(rule.aturan, "b.xlsx", "Lembar", "C5", "nilai", **filled)
    assert (finding.tingkat, finding.berkas, finding.lembar, finding.sel) == (rule.tingkat, "b.xlsx", "Lembar", "C5")
    assert "{" not in finding.pesan and "{" not in finding.saran
    for name in blanks(rule) - FILLED_BY_ALL:
        with pytest.raises(KeyError):
            temuan(rule.aturan, "b.xlsx", **{key: value for key, value in filled.items() if key != name})


def test_every_rule_is_used_and_every_use_is_in_the_catalogue() -> None:
    used = mentioned(PROJECT / "flows", "*.py") | mentioned(SQL_DIR, "*.sql")
    rules = set(catalogue())
    prefixes = {code[:3] for code in rules}
    assert {code for code in used if code[:3] in prefixes} - rules == set()
    assert rules - used == set()


def test_codes_come_in_order_within_their_letters() -> None:
    for prefix in dict.fromkeys(code[:3] for code in catalogue()):
        own = [code for code in catalogue() if code.startswith(prefix)]
        assert own == sorted(own)


def test_an_unknown_rule_is_the_programs_fault() -> None:
    with pytest.raises(KeyError):
        temuan("XXX999", "b.xlsx")


def test_braces_in_a_workbook_are_only_text() -> None:
    finding = temuan("NIL001", "{berkas}", "{0}", "A1", "{nilai!r} {} }{", kolom="{x}", baris=1)
    assert finding.nilai == "{nilai!r} {} }{" and "{x}" in finding.pesan


def test_a_very_long_cell_is_cut_short() -> None:
    assert len(temuan("LBR002", "b.xlsx", nilai="x" * 5000).nilai) <= 200

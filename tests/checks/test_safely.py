"""A workbook on which the checks fail is told, and stops no other of its batch."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest
from pabrik import DESA, KINDS, UNIT_NAMA, Table, loaded_rows, profil_jarak, reading, skm, workbook

from flows.checks import safely
from flows.checks.check import Checked, check_batch
from flows.checks.run import judge_answers
from flows.settings import Settings


def test_a_surprise_in_one_workbook_leaves_the_others_of_its_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    def surprise(batch: Sequence[Checked], settings: Settings) -> None:
        judge_answers(batch, settings)
        if any(checked.reading.source.berkas == "b.xlsx" for checked in batch):
            raise ValueError("Siti Aminah 6310072508990001")

    monkeypatch.setattr(safely, "judge_answers", surprise)
    sheets: dict[str, Table] = {"a.xlsx": skm(), "b.xlsx": skm(), "c.xlsx": profil_jarak()}
    read = [partial(reading, workbook({"L": table}), berkas=name) for name, table in sheets.items()]
    a, b, c = safely.check_safely(read, Settings())
    assert [finding.aturan for finding in b.temuan] == ["BRK009"] and not b.frames
    assert "Siti" not in b.temuan[0].pesan
    (alone,) = safely.check_safely([read[0]], Settings())
    assert a.frames["skm_responden"].height and c.frames["profil_desa"].height
    assert a.temuan == alone.temuan  # said once, though it was read twice


def test_sheets_of_all_kinds_together_give_what_each_gives_alone() -> None:
    by_year = [[nama, tahun, 100 + tahun % 10] for tahun in (2022, 2023) for nama in DESA]
    years = Table([["Desa", "Tahun", "Jumlah Penduduk"]], by_year, ["PENDUDUK PER DESA", UNIT_NAMA])
    books = {f"{name}.xlsx": workbook({"L": make()}) for name, make in KINDS.items()} | {"tahun.xlsx": workbook({"L": years})}
    read = [partial(reading, data, berkas=name) for name, data in books.items()]
    together = check_batch([each() for each in read])
    judge_answers(together, Settings())
    for each, own in zip(together, read, strict=True):
        (alone,) = safely.check_safely([own], Settings())
        assert loaded_rows(each) == loaded_rows(alone) and each.temuan == alone.temuan
    assert together[-1].frames["penduduk_desa"].height == len(by_year)

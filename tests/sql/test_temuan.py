"""Findings that the models make themselves: what is incomplete is told at its cell, what is complete is not."""

from __future__ import annotations

from pathlib import Path

from gudang import desa, rows, sakip, warehouse


def test_incomplete_components_and_a_missing_sex_are_told(tmp_path: Path) -> None:
    whole = sakip(2023, "25", "25", "12", "20")
    part = sakip(2024, "25", "25", "12")
    people = [desa("lengkap", 10, 9, jumlah_tercetak=19), desa("separuh", 10, 9, jumlah_tercetak=19) | {"perempuan": None}]
    con = warehouse(tmp_path, {"sakip": [*whole, *part], "penduduk_desa": people})
    found = rows(con, "SELECT aturan, tingkat, nilai, pesan FROM audit.temuan WHERE aturan IN ('SKP001', 'PDD001') ORDER BY 1")
    assert [(aturan, tingkat) for aturan, tingkat, _, _ in found] == [("PDD001", "peringatan"), ("SKP001", "peringatan")]
    assert "separuh: perempuan kosong" in found[0][3]
    assert found[1][2] == "75" and "2024" in found[1][3]

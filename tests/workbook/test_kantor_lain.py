"""What other offices send is understood, each way of keeping a dataset as a built workbook (tests/kantor.py)."""

from __future__ import annotations

import pytest
from kantor import CASES, Case, rows_of
from pabrik import checked, rules, unbalanced, workbook


@pytest.mark.parametrize("each", CASES, ids=lambda each: each.text)
def test_is_understood(each: Case) -> None:
    result = checked(workbook(each.sheets, each.touch))
    assert rows_of(result, each.dataset, each.columns) == sorted(each.rows, key=repr)
    assert each.says <= rules(result)
    assert {t.aturan for t in result.temuan if t.tingkat != "info"} <= each.tolerated
    assert not unbalanced(result)

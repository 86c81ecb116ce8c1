"""The planner's list of findings is the catalogue's."""

from __future__ import annotations

from flows.rules_page import PAGE, rules_page


def test_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == rules_page(), "jalankan python -m flows.rules_page"

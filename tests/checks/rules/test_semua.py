"""Every rule fires at its cell and is silent on clean sheets, as these modules say; and no rule is without its tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from bersih import Kasus, Sheets, check_silent

from flows.findings import catalogue
from flows.paths import PROJECT

CODES = re.compile(r'"([A-Z]{3}\d{3})"')
ELSEWHERE = ("check.py", "doubles.py", "known.py", "schemas.py", "single.py")
"""Modules of flows/checks whose findings are about rows, marks or other findings, not about contradictions; tests elsewhere."""


def modules() -> list[ModuleType]:
    """``KASUS`` of a module fire, ``SENYAP`` has clean sheets for a rule, ``LAIN`` rules with a firing test of their own."""
    found = []
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        if path != Path(__file__):
            spec = spec_from_file_location(path.stem, path)
            assert spec and spec.loader
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            found.append(module)
    return found


MODULES = modules()


@pytest.mark.parametrize("kasus", [kasus for module in MODULES for kasus in module.KASUS], ids=str)
def test_fires(kasus: Kasus) -> None:
    kasus.check()


@pytest.mark.parametrize(("aturan", "books"), [pytest.param(*each, id=each[0]) for m in MODULES for each in m.SENYAP.items()])
def test_silent(aturan: str, books: Sequence[Sheets]) -> None:
    check_silent(aturan, books)


def produced() -> set[str]:
    """Codes that the rules name."""
    paths = [path for path in (PROJECT / "flows" / "checks").rglob("*.py") if path.name not in ELSEWHERE]
    return {code for path in paths for code in CODES.findall(path.read_text(encoding="utf-8"))} & set(catalogue())


def test_every_rule_fires_and_is_silent_somewhere() -> None:
    fires = {kasus.aturan for module in MODULES for kasus in module.KASUS} | {code for module in MODULES for code in module.LAIN}
    silent = {code for module in MODULES for code in module.SENYAP}
    assert produced() - fires == set() and produced() - silent == set()
    assert fires | silent <= produced()
    assert len(produced()) > 40


def test_rules_with_a_test_of_their_own_are_named_in_it() -> None:
    for module in MODULES:
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        for code in module.LAIN:
            assert re.search(rf'\.of\("{code}"\)', text), code

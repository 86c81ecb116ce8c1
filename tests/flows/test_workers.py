"""What the workers of a flow begin early, and who gets it; threads stand in for processes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from typing import Any

import pytest

from flows import workers
from flows.process import empty
from flows.workers import Early, Workers, do, write_both


@pytest.fixture(autouse=True)
def threads(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(workers, "pool", lambda size=2: ThreadPoolExecutor(size))
    yield


def begin_with(step: Callable[..., Any], *arguments: object) -> Callable[[Workers], Early]:
    return lambda own: {step: own.steps.submit(step, *arguments)}


def test_who_first_calls_a_step_gets_what_was_begun_of_it() -> None:
    called: list[str] = []

    def step(by: str) -> str:
        called.append(by)
        return by

    with Workers(begin_with(step, "begin")):
        assert [do(step, "flow"), do(step, "retry")] == ["begin", "retry"]
    assert called == ["begin", "retry"]


def test_a_step_that_failed_early_fails_where_it_is_called_and_is_done_anew_after() -> None:
    fails = iter([True, False])

    def step() -> str:
        if next(fails):
            raise ValueError("early")
        return "anew"

    with Workers(begin_with(step)):
        with pytest.raises(ValueError, match="early"):
            do(step)
        assert do(step) == "anew"


def test_where_beginning_fails_every_step_is_done_when_it_is_called() -> None:
    def begin(own: Workers) -> Early:
        raise OSError("the plan cannot be made")

    with Workers(begin):
        assert do(len, "abc") == 3


def test_what_comes_after_a_step_is_begun_with_its_result_and_fails_as_it_does() -> None:
    def half(name: str, part: int, parts: int) -> list[str]:
        return [f"{name} {part + 1}/{parts}"]

    def begin(own: Workers) -> Early:
        return {
            half: own.after(own.steps.submit(str.upper, "rilis"), lambda rilis: own.both(half, rilis)),
            abs: own.after(own.steps.submit(int, "x"), lambda number: own.writer.submit(abs, number)),
        }

    with Workers(begin):
        assert write_both(half, "flow") == ["RILIS 1/2", "RILIS 2/2"]
        with pytest.raises(ValueError, match="invalid literal"):
            do(abs, 1)


def test_without_workers_a_step_runs_right_here() -> None:
    assert do(len, "abc") == 3


def test_processes_of_steps_are_one_so_that_no_library_is_loaded_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pool of several starts another process whenever one step follows close on the last."""
    sizes: list[int | None] = []

    def pool(size: int | None = None) -> Executor:
        sizes.append(size)
        return ThreadPoolExecutor(size)

    monkeypatch.setattr(workers, "pool", pool)
    with Workers(lambda own: {}):
        assert sizes == [1, 1, None]


def test_a_module_that_is_left_empty_can_be_loaded_afterwards() -> None:
    sys.modules.pop("this", None)
    with empty("this", "json"):
        import json
        import this  # nothing is printed

        assert this.s is None and json.loads is not None  # one that is loaded already stays
    assert "this" not in sys.modules

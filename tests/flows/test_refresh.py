"""The flow itself, run by Prefect in this process. Everything it calls is tested elsewhere, without Prefect.

Prefect is imported where it is used: it takes seconds to load, and every worker imports this module.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from flows.errors import SettingsError
from flows.paths import Root
from flows.summary import headline
from flows.workers import Workers

if TYPE_CHECKING:
    from prefect.client.schemas.objects import FlowRun

pytestmark = pytest.mark.prefect


@pytest.fixture(scope="session", autouse=True)
def _harness() -> Iterator[None]:
    """A temporary server with its own database; a busy machine may need long to start it."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield


def _last_run() -> FlowRun:
    from prefect.client.orchestration import get_client
    from prefect.client.schemas.sorting import FlowRunSort

    async def read() -> FlowRun:
        async with get_client() as client:
            (flow_run,) = await client.read_flow_runs(sort=FlowRunSort.START_TIME_DESC, limit=1)
            return flow_run

    return asyncio.run(read())


def test_flow_publishes_and_leaves_a_summary(office: Path, processes: None) -> None:
    from prefect.artifacts import Artifact

    from flows.refresh import ARTIFACT, run

    progress: list[tuple[int, int]] = []
    # nothing is begun early: the flow itself stages
    with Workers(lambda workers: {}, lambda done, total: progress.append((done, total))):
        summary = run(Root(office))
    assert summary.status == "terbit"
    files = len(list((office / "raw").glob("*.xlsx")))
    assert summary.files == files and progress[-1] == (files, files)
    with duckdb.connect(str(office / "warehouse" / "kinerja.duckdb"), read_only=True) as con:
        assert con.execute("SELECT count(*) FROM ikm").fetchone() != (0,)
    assert all((office / report).is_file() for report in summary.reports) and summary.reports

    flow_run = _last_run()
    assert flow_run.state_name == "Completed"
    artifact = Artifact.get(ARTIFACT)
    assert artifact and artifact.flow_run_id == flow_run.id
    assert headline(summary) in str(artifact.data) and "Angka utama" in str(artifact.data)

    assert run(Root(office)).status == "tetap"


def test_a_bad_workbook_does_not_stop_the_others(office: Path) -> None:
    from flows.refresh import run

    whole = next((office / "raw").glob("*.xlsx")).read_bytes()
    (office / "raw" / "rusak.xlsx").write_bytes(whole[: len(whole) // 2])
    summary = run(Root(office))
    assert summary.status == "terbit" and summary.findings["galat"] >= 1
    assert any(temuan.berkas == "rusak.xlsx" for temuan in summary.worst)


def test_the_verdict_of_the_job_is_the_verdict_of_the_run(office: Path) -> None:
    from flows.refresh import refresh

    (office / "raw" / "pengaturan.toml").write_text("[skm\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        asyncio.run(refresh(str(office)))
    assert _last_run().state_name == "Failed"

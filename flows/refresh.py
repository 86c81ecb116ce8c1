"""The Prefect flow `refresh`: the steps of flows.pipeline as tasks, with retries, run history and a summary artifact.

The only module that imports Prefect, and thin: every step is plain Python that runs and is tested without it. The flow
is async for one reason: on leaving a sync flow Prefect waits a second for its heartbeat thread. flows.pipeline is
imported inside the tasks, as the command line does, so that an unchanged refresh stays light.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

from flows.paths import PROJECT, Root
from flows.summary import Summary, markdown

# Prefect reads its settings once, when it is imported. What the operator's environment says comes first.
SETTINGS = {
    "PREFECT_HOME": str(PROJECT / ".prefect"),
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # An old office computer may need this long to start the temporary server for the first time.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # The terminal has our own summary; Prefect's log lines go to its server, and so do those of our modules.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
}
for name, value in SETTINGS.items():
    os.environ.setdefault(name, value)

from prefect import flow, task, unmapped  # noqa: E402
from prefect.artifacts import acreate_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.context import SyncClientContext  # noqa: E402
from prefect.futures import as_completed  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402
from prefect.utilities.annotations import quote  # noqa: E402

if TYPE_CHECKING:
    from flows.store.plan import Plan
    from flows.summary import Summary
    from flows.workbook.context import Source

ARTIFACT = "kinerja-ringkasan"
WORKERS = min(4, os.cpu_count() or 1)
"""Batches read at once; reading frees the interpreter, and each batch in flight costs memory."""

Report = Callable[[int, int], None]
_report: ContextVar[Report | None] = ContextVar("report", default=None)
"""Hears how many workbooks are done. Not a parameter of the flow: those must be data."""


@task(name="plan", cache_policy=NO_CACHE)
def plan_run(root: Path) -> Plan:
    from flows.store.plan import make_plan

    return make_plan(Root(root))


@task(name="stage_batch", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=1)
def stage_batch(plan: Plan, batch: list[Source]) -> int:
    from flows import pipeline

    return pipeline.stage_batch(plan, batch)


@task(name="publish", cache_policy=NO_CACHE)
def publish(plan: Plan) -> str:
    from flows import pipeline

    return pipeline.publish(plan)


@task(name="write_reports", cache_policy=NO_CACHE)
def write_reports(plan: Plan) -> list[Path]:
    from flows import pipeline

    return pipeline.write_reports(plan)


@flow(name="refresh", task_runner=ThreadPoolTaskRunner(max_workers=WORKERS))  # type: ignore[arg-type]
async def refresh(root: str = str(PROJECT)) -> Summary:
    """raw/ of `root` to its published warehouse and reports."""
    with SyncClientContext.get_or_create():  # else every task makes a client of its own, for 70 ms each
        summary = _steps(plan_run(Path(root)))
    await acreate_markdown_artifact(markdown(summary), key=ARTIFACT, description="Ringkasan refresh")
    return summary


def _steps(plan: Plan) -> Summary:
    from flows import pipeline

    if plan.unchanged:
        return pipeline.unchanged_summary(plan)
    _stage(plan)
    return pipeline.finish(plan, publish(plan), write_reports(plan))


def _stage(plan: Plan) -> None:
    """Stage every batch, also when one fails for good; then that failure ends the run before anything is published."""
    from flows import pipeline

    batches = [quote(batch) for batch in pipeline.batches(plan)]
    futures = stage_batch.map(unmapped(quote(plan)), batches)
    report, done = _report.get(), 0
    for future in as_completed(futures):
        if report and future.state.is_completed():
            done += future.result()
            report(done, len(plan.to_read))
    futures.result()


def run(root: Root, report: Report | None = None) -> Summary:
    """Run the flow in this process, against the server of PREFECT_API_URL or a temporary one.

    Raises PublishError, SettingsError, or whatever kept Prefect from working.
    """
    _report.set(report)
    return asyncio.run(refresh(str(root.path)))

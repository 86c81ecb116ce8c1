"""The Prefect flow `refresh`: the steps of flows.pipeline as tasks, with retries, run history and a summary artifact.

The only module that imports Prefect, and thin: every step is plain Python that runs and is tested without it. The flow
is async for one reason: on leaving a sync flow Prefect waits a second for its heartbeat thread. What takes long or may fail
by itself is a task; each costs Prefect and its server 0,05 s of a core.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import Any

from flows import pipeline
from flows.environment import SETTINGS as SETTINGS
from flows.environment import prepare
from flows.errors import PublishError, SettingsError
from flows.news import failed_text
from flows.paths import PROJECT, Root
from flows.process import empty
from flows.store.plan import Plan, make_plan
from flows.store.putusan import is_reached
from flows.store.runs import refreshing
from flows.summary import Summary, markdown
from flows.workbook.context import Source
from flows.workers import LIMIT, do, share, tell, write, write_both

prepare()  # Prefect reads its settings once, when it is imported

# Messages to chat rooms and drawings of flows, which nobody here asks for, take 0,13 s to load.
with empty("prefect.blocks.notifications", "prefect.blocks.webhook", "graphviz"):
    import prefect.utilities.visualization  # noqa: F401
    from prefect import Flow, task, unmapped
    from prefect.artifacts import acreate_markdown_artifact
    from prefect.cache_policies import NO_CACHE
    from prefect.context import SyncClientContext
    from prefect.futures import as_completed
    from prefect.task_runners import ThreadPoolTaskRunner
    from prefect.utilities.annotations import quote

ARTIFACT = "kinerja-ringkasan"


@task(name="stage_batch", cache_policy=NO_CACHE, retries=2, retry_delay_seconds=1)
def stage_batch(plan: Plan, batch: list[Source]) -> int:
    return len(batch) if pipeline.is_staged(plan, batch) else share(pipeline.stage_batch, plan, batch)


@task(name="write_copies", cache_policy=NO_CACHE)
def write_copies(plan: Plan) -> list[Path]:
    return pipeline.take_copies(write(pipeline.write_copies, plan))


@task(name="publish", cache_policy=NO_CACHE)
def publish(plan: Plan) -> str:
    return do(pipeline.publish, plan)


@task(name="write_reports", cache_policy=NO_CACHE)
def write_reports(plan: Plan) -> list[Path]:
    return write_both(pipeline.write_reports, plan)


class Refresh(Flow[[str, bool], Coroutine[Any, Any, Summary]]):
    """A flow whose parameters go to Prefect as they are, a text and a truth value.

    Prefect would load fastapi to make them fit for that, for 0,1 s.
    """

    def serialize_parameters(self, parameters: dict[str, Any]) -> dict[str, Any]:
        return parameters


@partial(Refresh, name="refresh", task_runner=ThreadPoolTaskRunner(max_workers=LIMIT))  # type: ignore[arg-type]
async def refresh(root: str = str(PROJECT), approved: bool = False) -> Summary:
    """raw/ of `root` to its published warehouse and reports, however far it departs from the last one if `approved`."""
    try:
        summary = _refresh(Root(Path(root)), approved)
    except (PublishError, SettingsError) as error:
        await acreate_markdown_artifact(failed_text(error, str(error)), key=ARTIFACT, description="Refresh gagal")
        raise
    await acreate_markdown_artifact(markdown(summary), key=ARTIFACT, description="Ringkasan refresh")
    return summary


def _refresh(root: Root, approved: bool) -> Summary:
    # Without a shared client every task makes one of its own, for 70 ms each.
    with refreshing(root), SyncClientContext.get_or_create():
        plan = do(make_plan, root, approved)
        if plan.unchanged:
            return pipeline.unchanged_summary(plan)
        _stage(plan)
        if not is_reached(plan):
            do(pipeline.judge, plan)
        copies = write_copies.submit(plan)
        rilis = publish(plan)
        reports = write_reports(plan) + copies.result()
        return do(pipeline.finish, plan, write(pipeline.sum_up, plan, rilis), reports)


def _stage(plan: Plan) -> None:
    """Stage every batch, also when one fails for good; then that failure ends the run before anything is published."""
    batches = [quote(batch) for batch in pipeline.batches(plan)]
    futures = stage_batch.map(unmapped(quote(plan)), batches)
    done = 0
    for future in as_completed(futures):
        future.wait()  # takes over the final state, which is already known
        if future.state.is_completed():
            done += future.result()
            tell(done, len(plan.to_read))
    futures.result()


def run(root: Root, approved: bool = False) -> Summary:
    """Run the flow in this process, against the server of PREFECT_API_URL or a temporary one.

    Raises PublishError, SettingsError, or whatever kept Prefect from working.
    """
    return asyncio.run(refresh(str(root.path), approved))

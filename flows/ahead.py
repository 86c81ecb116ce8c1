"""What a refresh as a flow does before it is asked to: the job goes ahead in processes of its own while Prefect loads."""

from __future__ import annotations

from flows import pipeline
from flows.paths import Root
from flows.store.plan import Plan, make_plan
from flows.workers import Early, Workers


def begin(root: Root, approved: bool, workers: Workers) -> Early:
    """Does a small refresh ahead, as far as it needs no Prefect, while that loads; of a large one only the plan."""
    planned = workers.steps.submit(judge_few, root, approved)
    workers.writer.submit(pipeline.prepare_writer)
    early: Early = {make_plan: planned}
    plan = planned.result()
    if pipeline.is_small(plan):
        early[pipeline.write_copies] = workers.writer.submit(pipeline.write_copies, plan)
        early[pipeline.publish] = published = workers.steps.submit(pipeline.publish, plan)
        early[pipeline.write_reports] = workers.after(published, lambda rilis: workers.both(pipeline.write_reports, plan))
        early[pipeline.sum_up] = workers.after(published, lambda rilis: workers.writer.submit(pipeline.sum_up, plan, rilis))
    return early


def judge_few(root: Root, approved: bool) -> Plan:
    """The plan, its workbooks read and judged where they are few; and loads what publishing takes."""
    import flows.checks.safely
    import flows.store.publish  # noqa: F401
    from flows.paths import SQL_DIR
    from flows.store.models import load_models

    plan = make_plan(root, approved)
    if pipeline.is_small(plan):
        for batch in pipeline.batches(plan):
            pipeline.stage_batch(plan, batch)
        pipeline.judge(plan)
    load_models(SQL_DIR)
    return plan

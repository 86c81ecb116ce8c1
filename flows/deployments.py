"""The refresh as Prefect deployments: every night, and on request of the inbox. `kinerja serve` keeps this process running.

``python -m flows.deployments ROOT``
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from flows.api import is_healthy
from flows.environment import prepare
from flows.nightly import cron
from flows.process import end_with_stdin
from flows.settings import load_malam

NIGHT, INBOX = "malam", "kotak-masuk"


def main(root: Path) -> None:
    """Serves both until the process ends; runs come one at a time."""
    prepare()
    from prefect import serve
    from prefect.deployments.runner import RunnerDeployment
    from prefect.schedules import Cron, Schedule
    from prefect.types.entrypoint import EntrypointType

    from flows.refresh import refresh

    while not is_healthy(os.environ["PREFECT_API_URL"]):  # it starts while all this is loaded
        time.sleep(0.5)
    malam = load_malam(root / "raw")

    def deployment(name: str, description: str, schedule: Schedule | None = None) -> RunnerDeployment:
        made = refresh.to_deployment(
            name,
            description=description,
            schedule=schedule,
            parameters={"root": str(root)},
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
        assert isinstance(made, RunnerDeployment)  # a coroutine only inside an event loop
        return made

    night = deployment(NIGHT, f"Refresh setiap malam, pukul {malam.jam} ({malam.zona}).", Cron(cron(malam), timezone=malam.zona))
    inbox = deployment(INBOX, "Refresh sesudah buku kerja ditaruh di raw/.")
    serve(night, inbox, pause_on_shutdown=False, limit=1)


if __name__ == "__main__":
    end_with_stdin()
    main(Path(sys.argv[1]))

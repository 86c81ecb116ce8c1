"""The little that `kinerja serve` asks of Prefect's server, over HTTP: to run a deployment, and what became of that run."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

TIMEOUT = 10.0
ENDED = frozenset({"COMPLETED", "FAILED", "CRASHED", "CANCELLED"})


def is_healthy(url: str) -> bool:
    """Whether a server answers at ``url``, which ends in /api."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=TIMEOUT) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def has_deployment(url: str, deployment: str) -> bool:
    """Whether the flow `refresh` can be asked for under that name."""
    try:
        return bool(_ask(f"{url}/deployments/name/refresh/{deployment}"))
    except OSError:
        return False


def start_run(url: str, deployment: str) -> str:
    """Asks for a run of the flow `refresh`; returns its id. Raises OSError where the server does not answer, or knows none."""
    found = _ask(f"{url}/deployments/name/refresh/{deployment}")
    made = _ask(f"{url}/deployments/{found['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})
    return str(made["id"])


def state_of(url: str, run: str) -> str:
    """The state of a run, such as RUNNING or COMPLETED. Raises OSError."""
    return str(_ask(f"{url}/flow_runs/{run}").get("state_type") or "")


def _ask(url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            found: dict[str, Any] = json.load(answer)
    except ValueError as error:  # an answer that is no JSON
        raise OSError(str(error)) from error
    return found

"""The settings under which Prefect runs here, for runs, their server and what serves them; imports nothing of it."""

from __future__ import annotations

import os

from flows.paths import PROJECT

SETTINGS = {
    "PREFECT_HOME": str(PROJECT / ".prefect"),
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    # An old office computer may need this long to start the temporary server for the first time.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    # The terminal has our own summary; Prefect's log lines go to its server, and so do those of our modules.
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "flows",
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
    # A server that hangs must not hold a refresh up for long: it then runs without Prefect.
    "PREFECT_API_REQUEST_TIMEOUT": "15",
    "PREFECT_CLIENT_MAX_RETRIES": "2",
    # Both would cost every run some hundredths of a second: to ask the server's version, which is pinned with ours, and to
    # look through all that is installed for plugins of pydantic, of which there is none.
    "PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED": "false",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}
SERVING = {
    # What the server keeps: the runs of a month with their logs and artifacts, the events of three days.
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 24 * 3600),
    "PREFECT_SERVER_EVENTS_RETENTION_PERIOD": "P3D",
    "PREFECT_RUNNER_POLL_FREQUENCY": "3",
    "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "WARNING",
}
"""Beside SETTINGS for `kinerja serve`."""


def prepare(settings: dict[str, str] = SETTINGS) -> None:
    """Puts the settings into this process's environment; what the operator's environment says comes first."""
    for name, value in settings.items():
        os.environ.setdefault(name, value)

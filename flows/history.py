"""Prefect's server for `kinerja serve`: run history, logs and artifacts in the browser.

``python -m flows.history PORT``; the same as `prefect server start`, but without a process in between, so that it ends with us.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

from flows.environment import prepare
from flows.process import end_with_stdin

HOST = "127.0.0.1"
WORTH_PACKING = 50_000_000
"""Bytes of the database from which on it is packed at start; what was deleted meanwhile only leaves gaps in it."""


def main(port: int, home: Path) -> None:
    pack(home / "prefect.db")
    prepare({"PREFECT_SERVER_API_HOST": HOST, "PREFECT_SERVER_API_PORT": str(port)})
    import uvicorn

    uvicorn.run("prefect.server.api.server:create_app", factory=True, host=HOST, port=port, log_level="warning")


def pack(database: Path) -> None:
    """Gives back the space of deleted runs; a database that another server is using is left alone."""
    if database.is_file() and database.stat().st_size > WORTH_PACKING:
        with suppress(sqlite3.Error), closing(sqlite3.connect(database, timeout=1)) as con:
            con.execute("VACUUM")


if __name__ == "__main__":
    end_with_stdin()
    main(int(sys.argv[1]), Path(sys.argv[2]))

"""Prefect's server for `kinerja serve`: run history, logs and artifacts in the browser.

``python -m flows.history PORT``; the same as `prefect server start`, but without a process in between, so that it ends with us.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flows.environment import prepare
from flows.process import end_with_stdin

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HOST = "127.0.0.1"
WORTH_PACKING = 50_000_000
"""Bytes of the database from which on it is packed at start; what was deleted meanwhile only leaves gaps in it."""


def main(port: int, home: Path) -> None:
    pack(home / "prefect.db")
    prepare({"PREFECT_SERVER_API_HOST": HOST, "PREFECT_SERVER_API_PORT": str(port)})
    import uvicorn
    from prefect.server.api.server import create_app

    uvicorn.run(guarded(create_app(), port), host=HOST, port=port, log_level="warning")


def guarded(app: ASGIApp, port: int) -> ASGIApp:
    """Keeps web sites out that somebody at this computer visits: by itself Prefect lets any of them read the history, and
    start runs. A request is let in under a name of this computer, and from a page of this server or from no page at all."""
    from starlette.responses import PlainTextResponse

    hosts = {f"{name}:{port}" for name in (HOST, "localhost")}
    origins = {f"http://{host}" for host in hosts}

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        said = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope.get("headers", ())}
        if scope["type"] == "lifespan" or (said.get("host") in hosts and said.get("origin") in {None, *origins}):
            await app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("Hanya untuk komputer ini.", 403)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    return guard


def pack(database: Path) -> None:
    """Gives back the space of deleted runs; a database that another server is using is left alone."""
    if database.is_file() and database.stat().st_size > WORTH_PACKING:
        with suppress(sqlite3.Error), closing(sqlite3.connect(database, timeout=1)) as con:
            con.execute("VACUUM")


if __name__ == "__main__":
    end_with_stdin()
    main(int(sys.argv[1]), Path(sys.argv[2]))

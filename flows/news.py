"""What a refresh came to, for people who were not there: a text file in reports/, and a message where the office wants one.

The environment variable KINERJA_KABAR names where messages go, as addresses of Apprise (mailto://, json://, tgram://, ...),
several with blanks between. It holds passwords, so it is no setting of raw/. A message that cannot be sent stops nothing.
"""

from __future__ import annotations

import json
import logging
import os
from contextlib import suppress
from datetime import datetime

from flows.errors import HeldBack
from flows.paths import Root
from flows.store.files import write_text
from flows.summary import Summary, findings_text, plain, refused_text

LOG = logging.getLogger(__name__)
FILE = "Ringkasan refresh.txt"
ALIVE = "keadaan.js"
ADDRESSES = "KINERJA_KABAR"


def tell_published(root: Root, summary: Summary) -> None:
    """The file, and a message where workbooks that changed were refused."""
    write(root, plain(summary))
    if summary.refused:
        send("Kinerja: ada buku kerja yang ditolak", refused_text(summary))


def tell_failed(root: Root, error: Exception, reason: str, since: str, aloud: bool) -> None:
    """The file, and a message if ``aloud``. ``since``: when a refresh last succeeded, in UTC, if one did."""
    from flows.wording import waktu  # loaded late: most refreshes do not fail

    last = f"Refresh terakhir yang berhasil: {waktu(datetime.fromisoformat(since))}.\n" if since else ""
    text = failed_text(error, reason) + last
    write(root, text)
    if aloud:
        send("Kinerja: refresh gagal", text)


def failed_text(error: Exception, reason: str) -> str:
    """Why nothing was published, and what held a release back."""
    lines = [f"Refresh gagal: {reason.rstrip('.')}.", "Gudang data yang terakhir terbit tetap dipakai.", ""]
    return "\n".join([*lines, findings_text(error.temuan) if isinstance(error, HeldBack) else ""]).rstrip() + "\n"


def write(root: Root, text: str, name: str = FILE) -> None:
    """Puts a file into reports/, if the disk lets us; Notepad reads it."""
    with suppress(OSError):
        write_text(root.reports / name, text)


def tell_alive(root: Root, since: str, hours: int) -> None:
    """Notes for the pages when a refresh last succeeded (``since``, UTC), and after how many hours they shall say that this is
    long ago. They reckon it when they are opened, so it is said even where nothing runs any more."""
    write(root, f"keadaan = {json.dumps({'berhasil': f'{since}Z', 'basi_jam': hours})};\n", ALIVE)


def send(title: str, text: str) -> None:
    """Sends a message to wherever KINERJA_KABAR says; without it nothing is sent."""
    addresses = os.environ.get(ADDRESSES, "").split()
    if not addresses:
        return
    try:
        import apprise

        logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)  # it would print addresses, with their passwords
        sender = apprise.Apprise()
        if not all([sender.add(address) for address in addresses]) or not sender.notify(text, title):
            LOG.warning("Kabar tidak terkirim; periksa alamat di %s.", ADDRESSES)
    except Exception as error:  # whatever a messenger does, the refresh is done
        LOG.warning("Kabar tidak terkirim: %s.", type(error).__name__)

"""What people are told of a refresh: a file in reports/, and a message over a real connection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pabrik import UNIT, penduduk_desa, workbook

from flows import pipeline
from flows.errors import HeldBack, PublishError
from flows.findings import temuan
from flows.news import ADDRESSES, FILE, send
from flows.paths import Root
from flows.store import runs
from flows.store.files import write_text
from flows.store.runs import refreshing

Messages = list[dict[str, str]]


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """An office with one workbook."""
    root = Root(tmp_path)
    root.raw.mkdir()
    (root.raw / "pengaturan.toml").write_text(f'[unit]\nkode = "{UNIT}"\n', encoding="utf-8")
    drop(root, 400)
    return root


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> Iterator[Messages]:
    """What a webhook received."""
    received: Messages = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv(ADDRESSES, f"json://127.0.0.1:{server.server_port}/kabar")
    yield received
    server.shutdown()
    server.server_close()


def drop(root: Root, jiwa: int) -> None:
    rows = [("Satui Barat", jiwa, 400, 90, 90), ("Sungai Danau", 500, 500, 90, 90)]
    (root.raw / "Penduduk.xlsx").write_bytes(workbook({"Data": penduduk_desa(rows)}))


def told(root: Root) -> str:
    return (root.reports / FILE).read_text(encoding="utf-8")


def test_a_refresh_says_what_was_refused_and_what_moved_and_why(root: Root, messages: Messages) -> None:
    pipeline.refresh(root)
    assert "diterbitkan" in told(root) and "Berubah" not in told(root) and messages == []
    drop(root, 410)
    (root.raw / "Rusak.xlsx").write_text("bukan buku kerja", encoding="utf-8")
    summary = pipeline.refresh(root)
    assert summary.refused == ["Rusak.xlsx"]
    assert ("Berkas berubah", "Penduduk.xlsx") in summary.changes and ("Berkas baru", "Rusak.xlsx") in summary.changes
    assert ("Seluruh desa, jumlah Maret 2023", "1.800 menjadi 1.810") in summary.changes
    assert "Rusak.xlsx" in told(root) and "1.800 menjadi 1.810" in told(root)
    ((title, body),) = [(message["title"], message["message"]) for message in messages]
    assert "ditolak" in title and "Rusak.xlsx" in body and "Penduduk.xlsx" not in body

    drop(root, 420)  # the refused one was told of already
    assert pipeline.refresh(root).refused == [] and len(messages) == 1
    assert pipeline.refresh(root).changes == [
        ("Berkas berubah", "Penduduk.xlsx"),
        ("Seluruh desa, jumlah Maret 2023", "1.810 menjadi 1.820"),
        ("Satui Barat, jumlah Maret 2023", "810 menjadi 820"),
    ]


def test_a_failure_is_told_once_until_it_changes_or_ends(root: Root, messages: Messages) -> None:
    held = HeldBack([temuan("RLS005", "")])
    for error in (PublishError("percobaan"), PublishError("percobaan"), held):
        with pytest.raises(PublishError), refreshing(root):
            raise error
    assert [message["title"] for message in messages] == ["Kinerja: refresh gagal"] * 2
    assert "percobaan" in messages[0]["message"] and "--terbitkan" in messages[1]["message"]
    assert "RLS005" in told(root)
    pipeline.refresh(root)
    assert "diterbitkan" in told(root)
    with pytest.raises(PublishError), refreshing(root):
        raise PublishError("percobaan")
    assert "gagal" in told(root) and len(messages) == 3
    pipeline.refresh(root)
    assert "Tidak ada perubahan" in told(root)


def test_a_failure_that_lasts_is_told_again_once_the_data_are_stale(root: Root, messages: Messages) -> None:
    def ago(hours: int) -> str:
        return (datetime.now(UTC) - timedelta(hours=hours)).isoformat()[:19]

    for ended, succeeded, loud in ((1, 47, 0), (5, 50, 1), (1, 50, 1)):
        run = {"selesai": ago(ended), "alasan": "percobaan", "berhasil": ago(succeeded), "gagal": 1}
        write_text(root.staging / runs.FILE, json.dumps(run))
        with pytest.raises(PublishError), refreshing(root):
            raise PublishError("percobaan")
        assert len(messages) == loud and "terakhir yang berhasil" in told(root)


@pytest.mark.parametrize("address", ["json://127.0.0.1:9/kabar", "bukan-alamat"])
def test_a_message_that_cannot_be_sent_stops_nothing(
    address: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv(ADDRESSES, address)
    send("Judul", "Isi")
    assert "Kabar tidak terkirim" in caplog.text and address not in caplog.text


def test_without_an_address_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESSES, raising=False)
    monkeypatch.setitem(__import__("sys").modules, "apprise", None)
    send("Judul", "Isi")

"""What can keep a command from its end; each text says why, in Bahasa Indonesia."""

from __future__ import annotations

import errno

from flows.findings import Temuan

_REFUSED = {
    errno.EACCES: "ditolak sistem, mungkin karena sedang dibuka program lain",
    errno.EPERM: "ditolak sistem, mungkin karena sedang dibuka program lain",
    errno.EROFS: "hanya dapat dibaca",
    errno.ENOSPC: "ruang disk habis",
    errno.EDQUOT: "ruang disk habis",
    errno.ENOENT: "tidak ada",
    errno.EISDIR: "itu sebuah folder",
    errno.ENOTDIR: "bukan sebuah folder",
}


def say_why(error: OSError) -> str:
    """Why the system refused a file; in its own words where the reason is a rare one."""
    return _REFUSED.get(error.errno or 0) or error.strerror or "ditolak sistem"


class SettingsError(Exception):
    """``raw/pengaturan.toml``, or another file that the office writes, cannot be used; ``berkas``: its path below raw/."""

    def __init__(self, message: str, berkas: str = "pengaturan.toml") -> None:
        super().__init__(message, berkas)
        self.berkas = berkas

    def __str__(self) -> str:
        return str(self.args[0])


class PublishError(Exception):
    """Nothing was published; the last good warehouse stays."""


class TraceError(Exception):
    """The figure that was asked for is not in the warehouse."""


class HeldBack(PublishError):
    """A release that departs too far from the one before: ``temuan`` say how, and how to publish it all the same."""

    def __init__(self, temuan: list[Temuan]) -> None:
        super().__init__(temuan)
        self.temuan = temuan

    def __str__(self) -> str:
        return "rilis baru ditahan; sebabnya di bawah ini"


class ReportsError(PublishError):
    """The release stands, but reports/ cannot be written to."""

    def __str__(self) -> str:
        return f"reports/ tidak dapat ditulis ({self.args[0]}); sesudah itu dibetulkan, jalankan lagi agar laporannya ditulis"

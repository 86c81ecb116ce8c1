"""What can keep a command from its end; each text says why, in Bahasa Indonesia."""

from __future__ import annotations


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

"""What can keep a command from its end; each text says why, in Bahasa Indonesia."""

from __future__ import annotations


class SettingsError(Exception):
    """``raw/pengaturan.toml``, or another file that the office writes, cannot be used."""


class PublishError(Exception):
    """Nothing was published; the last good warehouse stays."""


class TraceError(Exception):
    """The figure that was asked for is not in the warehouse."""

"""The charting library, Vega-Lite with Vega, as one script to be put into a page.

It comes out of the package vl-convert-python, where Vega's own people bundle it. Taking it out takes a second of JavaScript, so
the script is kept in the user's cache folder; where none can be written, it is made anew.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from importlib.metadata import version

from flows.paths import cache_folder
from flows.store.files import write_bytes

VEGA_LITE = "6.4"
"""The version that the charts are written for."""
_PACKAGE = "vl-convert-python"


@cache
def vega_script() -> str:
    """JavaScript that gives the page ``vegaEmbed``. Apache-2.0 and BSD-3-Clause; it holds no ``</script``."""
    folder = cache_folder()
    kept = folder / f"vega-lite-{VEGA_LITE}-{version(_PACKAGE)}.js" if folder else None
    if kept:
        with suppress(OSError):
            return kept.read_text(encoding="utf-8")
    import vl_convert

    script: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", VEGA_LITE).replace("</script", "<\\/script")
    if kept:
        with suppress(OSError):
            write_bytes(kept, script.encode("utf-8"))
    return script

"""The browser of the tests and benchmarks: where it is, and how it is started."""

from __future__ import annotations

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW_TO_GET_ONE = (
    f"no Chromium or Chrome was found (looked for {', '.join(NAMES)} on the path, and at IMS_CHROMIUM); "
    "get one with `apt-get install chromium`, or set IMS_CHROMIUM to the program"
)
QUIET_FLAGS = (
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def find_chromium() -> str | None:
    """Return the path of an installed Chromium or Chrome, or None."""
    named = os.environ.get("IMS_CHROMIUM")
    candidates = (named,) if named else NAMES
    return next((path for name in candidates if (path := shutil.which(name))), None)

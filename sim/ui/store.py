"""The store of this process, opened once and shared by all sessions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from sim.storage import Store


def the_store() -> Store:
    """Return the store.

    Raises
    ------
    StorageError
        If the database cannot be opened; the next call tries again.
    """
    return _open(os.environ.get("IMS_DATABASE"), os.environ.get("IMS_DATA"))


@st.cache_resource(max_entries=4, show_spinner=False)
def _open(url: str | None, folder: str | None) -> Store:
    """Open the store of these settings; they are what the cache goes by."""
    del folder  # `open_store` reads the folder from the environment itself
    from sim.storage import open_store

    return open_store(url)

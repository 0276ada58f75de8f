"""The only chance that does not come from a seed: the seed itself."""

from __future__ import annotations

import secrets


def new_seed() -> int:
    """Return a seed for a new attempt, 0 to 2³¹ - 1."""
    return secrets.randbits(31)

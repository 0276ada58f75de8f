"""The kernel is warm before the pages are drawn, as it is for a learner who reads the case first."""

from __future__ import annotations

import pytest

from sim.ui import warm


@pytest.fixture(scope="session", autouse=True)
def ready_kernel(warm_kernel: None) -> None:
    warm.START_AFTER_S = 0.0
    assert warm.kernel_is_ready().wait(60)

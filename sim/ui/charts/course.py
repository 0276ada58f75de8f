"""The chart of a course: panels of points over days, and rows that say what was needled when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import streamlit as st

from sim.ui.theme import css_variables


@dataclass(frozen=True, slots=True)
class Panel:
    """One quantity over the days.

    Parameters
    ----------
    points
        Day, value and name of each point, in order of days.
    top
        The value at the upper edge; the lower edge is 0.
    """

    title: str
    top: float
    unit: str
    points: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of marks under the panels: day, share 0 to 1 and name of each."""

    title: str
    marks: tuple[tuple[float, float, str], ...]


def course_chart(
    panels: Sequence[Panel], rows: Sequence[Row] = (), *, key: str, alt: str, last_day: float = 84.0, is_small: bool
) -> None:
    """Draw the chart.

    Parameters
    ----------
    alt
        The same in words, for those who do not see it.
    last_day
        The day at the right edge, at least.
    is_small
        Whether it is drawn for a narrow card.
    """
    days = [day for panel in panels for day, _, _ in panel.points]
    _component()(
        key=key,
        data={
            "panels": [asdict(panel) for panel in panels],
            "rows": [asdict(row) for row in rows],
            "last_day": max(last_day, *days) if days else last_day,
            "alt": alt,
            "small": is_small,
        },
    )


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    return st.components.v2.component(
        "ims.course_chart",
        html='<div class="ims course">\n</div>',
        css=css_variables() + _asset("course.css"),
        js=_asset("course.js"),
    )


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")

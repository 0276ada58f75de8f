"""Evidence and validation: published figures beside simulated ones, with a verdict each."""

from __future__ import annotations

import streamlit as st

from sim.ui import state, text_validation
from sim.ui.markup import esc
from sim.ui.regions import regions_figure, regions_twin
from sim.ui.validation_table import (
    MARKS,
    WORST_FIRST,
    chosen_rows,
    counts_list,
    csv_text,
    laws_of,
    report_table,
    unmeasured_table,
)
from sim.ui.views.frame import notice, page
from sim.validation.regions_picture import is_current as regions_are_current
from sim.validation.regions_picture import packaged_cells
from sim.validation.report import Report, packaged_report, sourced
from sim.validation.unmeasured import LEAD, TITLE, unmeasured

FILE_NAME = "ims-validation.csv"


@page
def render() -> None:
    """Draw the page."""
    report = packaged_report()
    with st.container(key="validation"):
        st.html(
            f'<header class="lead"><h1>{esc(text_validation.TITLE)}</h1><p>{esc(text_validation.LEAD)}</p></header>'
        )
        if not (report.is_current and regions_are_current()):
            notice("warning", text_validation.OLD_REPORT)
        with st.container(key="card_verdicts", border=True):
            st.html(
                f"<h2>{esc(text_validation.VERDICTS)}</h2>{counts_list(report)}<p>{esc(_sourced(report))}</p>"
                f'<p class="foot">Model {esc(report.model_version)}, {len(report.rows)} rows, '
                f"seeds from {report.seed} on.</p>"
            )
        with st.container(key="card_rows", border=True):
            _rows(report)
        with st.container(key="card_regions", border=True):
            st.html(
                f"<h2>{esc(text_validation.REGIONS)}</h2><p>{esc(text_validation.REGIONS_LEAD)}</p>"
                f"{regions_figure(packaged_cells())}{regions_twin(packaged_cells())}"
            )
        with st.container(key="card_unmeasured", border=True):
            st.html(f"<h2>{esc(TITLE)}</h2><p>{esc(LEAD)}</p>{unmeasured_table(unmeasured(), TITLE)}")
        with st.container(key="card_make_again", border=True):
            st.html(f"<h2>{esc(text_validation.AGAIN)}</h2><p>{esc(text_validation.AGAIN_HOW)}</p>")
            st.code(text_validation.AGAIN_COMMAND, language=None)


def _sourced(report: Report) -> str:
    counts = sourced(report)
    return text_validation.SOURCED.format(
        total=sum(counts.values()), inside=counts["in"], near=counts["near"], out=counts["out"]
    )


@st.fragment
def _rows(report: Report) -> None:
    st.html("<h2>The rows</h2>")
    verdicts = st.pills(
        "Verdict",
        list(WORST_FIRST),
        selection_mode="multi",
        format_func=lambda verdict: f"{MARKS[verdict].sign} {verdict}, {report.counts.get(verdict, 0)}",
        key=state.VERDICTS,
    )
    law = st.selectbox("Law", laws_of(report.rows), key=state.LAW)
    rows = chosen_rows(report.rows, verdicts, law)
    if not rows:
        st.html(f'<p role="status"><b>{esc(text_validation.NO_ROWS)}</b> {esc(text_validation.NO_ROWS_HOW)}</p>')
        return
    st.html(f'<p class="muted" role="status">{len(rows)} of {len(report.rows)} rows</p>{report_table(rows)}')
    st.download_button(
        "Download these rows as CSV", csv_text(rows), FILE_NAME, "text/csv", key=state.DOWNLOAD_ROWS, on_click="ignore"
    )

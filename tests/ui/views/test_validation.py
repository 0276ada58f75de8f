"""The page of evidence shows every row of the report, what is out first, and filters it by verdict and law."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from sim.ui import state, text_validation
from sim.ui.validation_table import MARKS, MISSED_MEANING, MISSED_SIGN, NO_LAW
from sim.validation.report import packaged_report
from sim.validation.unmeasured import TITLE, unmeasured
from tests.ui.views.app_page import open_app, words

REPORT = packaged_report()


@pytest.fixture
def app() -> AppTest:
    return open_app("validation")


def verdicts_shown(app: AppTest) -> list[str]:
    html = " ".join(part.proto.body for part in app.get("html") if 'class="report"' in part.proto.body)
    return re.findall(r'<tr role="row" class="is-(\w+)"', html)


def test_it_says_what_each_verdict_means_and_how_many_rows_have_it(app: AppTest) -> None:
    told = words(app)
    for verdict, mark in MARKS.items():
        assert f"{mark.sign} {verdict} {REPORT.counts[verdict]} {mark.meaning}" in told


def test_every_row_is_there_and_what_is_out_comes_first(app: AppTest) -> None:
    shown = verdicts_shown(app)
    assert sorted(shown) == sorted(row.verdict for row in REPORT.rows)
    assert shown[: REPORT.counts["out"]] == ["out"] * REPORT.counts["out"]
    n_missed = sum(row.is_missed for row in REPORT.rows)
    assert len(re.findall(r"used, but (?:near|out)", words(app))) == n_missed
    assert f"{MISSED_SIGN} missed {n_missed} {MISSED_MEANING}" in words(app)
    assert f"{len(REPORT.rows)} of {len(REPORT.rows)} rows" in words(app)


def test_verdict_and_law_choose_rows(app: AppTest) -> None:
    app.pills(key=state.VERDICTS).set_value(["used"]).run()
    assert set(verdicts_shown(app)) == {"used"}
    app.selectbox(key=state.LAW).select(NO_LAW).run()
    assert set(verdicts_shown(app)) == {"used"}


def test_a_choice_without_rows_says_so_and_how_to_go_on(app: AppTest) -> None:
    app.pills(key=state.VERDICTS).set_value(["out"]).run()
    app.selectbox(key=state.LAW).select(NO_LAW).run()
    assert verdicts_shown(app) == []
    assert f"{text_validation.NO_ROWS} {text_validation.NO_ROWS_HOW}" in words(app)


def test_it_names_what_the_model_does_not_say(app: AppTest) -> None:
    told = words(app)
    assert TITLE in told
    assert all(one.what in told and one.why in told for one in unmeasured())


def test_it_tells_how_to_make_the_report_again(app: AppTest) -> None:
    assert [block.value for block in app.code] == ["python -m sim validate --write"]

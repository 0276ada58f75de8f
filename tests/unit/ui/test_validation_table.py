"""The rows of the report as the page shows them: what is out comes first, nothing is lost, text is never markup."""

from __future__ import annotations

import csv
import io

import pytest

from sim.ui.validation_table import (
    ALL_LAWS,
    COLUMNS,
    MARKS,
    MISSED_SIGN,
    NO_LAW,
    WORST_FIRST,
    chosen_rows,
    csv_text,
    laws_of,
    report_table,
    unmeasured_table,
)
from sim.validation.report import ReportRow
from sim.validation.unmeasured import Unmeasured
from sim.validation.verdict import Verdict


def row(
    name: str,
    verdict: Verdict,
    law: str = "R4",
    *,
    note: str = "",
    url: str = "https://example.org/a",
    fit: Verdict = "used",
) -> ReportRow:
    quantity = f"quantity {name}"
    return ReportRow(name, law, quantity, "20 ± 6", 13.5, "8 to 32", verdict, url, note, "", fit)


ROWS = (row("a", "in"), row("b", "used", ""), row("c", "out", "R10"), row("d", "near"), row("e", "out"))


def test_what_is_out_comes_first_and_all_rows_stay() -> None:
    shown = chosen_rows(ROWS, (), ALL_LAWS)
    assert [shown_row.id for shown_row in shown] == ["c", "e", "d", "a", "b"]


def test_a_used_figure_that_is_missed_stands_with_what_is_as_far_off() -> None:
    missed = (row("f", "used", fit="near"), row("g", "used", fit="out"), row("h", "used", fit="in"))
    shown = chosen_rows((*missed, *ROWS), (), ALL_LAWS)
    assert [shown_row.id for shown_row in shown] == ["c", "e", "g", "d", "f", "a", "h", "b"]


def test_a_used_figure_that_is_missed_has_a_sign_and_words_of_its_own() -> None:
    told = report_table([row("f", "used", fit="out")])
    assert f'<span class="verdict is-out"><span aria-hidden="true">{MISSED_SIGN}</span> used, but out</span>' in told
    assert MISSED_SIGN not in {mark.sign for mark in MARKS.values()}
    assert "used, but" not in report_table([row("h", "used", fit="in"), ROWS[1]])


def test_what_the_model_does_not_say_is_told_with_reason_ids_and_sources() -> None:
    silent = Unmeasured(("LTR-003", "LTR-004"), "what <b>", "why & how.", ("https://example.org/a",))
    told = unmeasured_table([silent], "silent")
    assert "what &lt;b&gt;" in told
    assert "why &amp; how." in told
    assert "LTR-003 to LTR-004" in told
    assert 'href="https://example.org/a"' in told


@pytest.mark.parametrize(
    ("verdicts", "law", "ids"),
    [
        (("out",), ALL_LAWS, ["c", "e"]),
        (("in", "near"), ALL_LAWS, ["d", "a"]),
        ((), "R4", ["e", "d", "a"]),
        (("out",), "R4", ["e"]),
        ((), NO_LAW, ["b"]),
        (("used",), "R4", []),
    ],
)
def test_rows_are_chosen_by_verdict_and_by_law(verdicts: tuple[str, ...], law: str, ids: list[str]) -> None:
    assert [chosen.id for chosen in chosen_rows(ROWS, verdicts, law)] == ids


def test_laws_are_offered_by_their_number_and_parameters_last() -> None:
    assert laws_of(ROWS) == (ALL_LAWS, "R4", "R10", NO_LAW)
    assert NO_LAW not in laws_of(ROWS[:1])


def test_every_verdict_has_a_sign_of_its_own_and_a_place_in_the_order() -> None:
    assert sorted(MARKS) == sorted(WORST_FIRST)
    assert len({mark.sign for mark in MARKS.values()}) == len(MARKS)


def test_the_csv_holds_every_row_in_full() -> None:
    head, *lines = csv.reader(io.StringIO(csv_text(ROWS)))
    assert tuple(head) == COLUMNS
    assert [line[COLUMNS.index("Id")] for line in lines] == ["a", "b", "c", "d", "e"]
    assert lines[0][:7] == ["in", "used", "R4", "quantity a", "20 ± 6", "13.5", "8 to 32"]


def test_words_of_a_row_are_never_markup_and_only_web_addresses_are_links() -> None:
    bad = row("<b>x", "out", note="<script>alert(1)</script>", url="javascript:alert(1)")
    told = report_table([bad])
    assert "<script>" not in told
    assert "<b>x" not in told
    assert "href" not in told
    assert 'href="https://example.org/a"' in report_table([ROWS[0]])

"""HTML made from words: what someone typed is never markup."""

from __future__ import annotations

import pytest

from sim.ui import markup
from sim.ui.narrative_course import Fact

NASTY = '<script>alert("x")</script>&'


@pytest.mark.parametrize(
    "made",
    [
        markup.paragraphs([NASTY]),
        markup.bullet_list([NASTY]),
        markup.kicker(NASTY),
        markup.sign("twitch", NASTY),
        markup.facts([Fact(NASTY, NASTY, NASTY)]),
        markup.table([NASTY], [], NASTY),
        markup.bar(0.5, NASTY),
        markup.as_text([NASTY], NASTY),
    ],
)
def test_words_stay_words(made: str) -> None:
    assert "<script" not in made
    assert "&lt;script&gt;" in made


@pytest.mark.parametrize(("share", "width"), [(-1.0, "0%"), (0.5, "50%"), (7.0, "100%")])
def test_a_bar_stays_in_its_frame(share: float, width: str) -> None:
    assert f"width:{width}" in markup.bar(share, "")

"""The debrief in words. Every sentence is made from the states of the course; none knows a case."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sim import anatomy
from sim.assessment.coverage import VisitCoverage
from sim.assessment.stories import Course, RootStory
from sim.cases.decisions import Action
from sim.cases.indication import Indication
from sim.cases.play import Play
from sim.evidence.assessment import INSERTIONS_TOO_MANY
from sim.evidence.indication import CHANGE_BY_VISIT, CHANGE_NRS
from sim.patient.state import RootKey, SiteKey

_CHANGE = 0.05
"""Change of a share, such as health or shortening, that is worth a word."""

_NAMED_SITES = 4
_ACTIONS: dict[Action, str] = {
    "treat": "to needle",
    "manual_therapy": "manual therapy",
    "refer": "to refer",
    "stop": "to stop",
}


def decision_sentences(decision: Action, right: Indication) -> Iterator[str]:
    """Yield whether the first decision was right, and why."""
    verdict = "that was right" if decision == right.action else f"right was {_ACTIONS[right.action]}"
    yield f"You decided {_ACTIONS[decision]}; {verdict}. {right.reason}"


def root_sentences(story: RootStory) -> Iterator[str]:
    """Yield which root was ill and what became of it and of its muscles."""
    name, health = root_name(story.root), story.health
    yield f"The ill root was {name}, at {_percent(health.start)} of a healthy one."
    yield f"At the end it was at {_percent(health.end)}, at week 12 at {_percent(health.week_12)}."
    if story.posterior is not None:
        anterior = _shortening(story.anterior)
        yield f"Its paraspinals {_shortening(story.posterior)}; its muscles on the anterior ramus {anterior}."
    yield from _why(story)


def coverage_sentences(visits: tuple[VisitCoverage, ...]) -> Iterator[str]:
    """Yield what each treatment covered, what went astray, and whether it was too much; alike visits in one."""
    for alike in _runs(visits):
        first = alike[0]
        when = f"Visit {first.visit}" if len(alike) == 1 else f"Visits {first.visit} to {alike[-1].visit}, each"
        if not first.n_insertions:
            yield f"{when}: no needle was placed."
            continue
        yield (
            f"{when}: {first.n_insertions} insertions covered {_percent(first.posterior)} of the posterior ramus, and "
            f"{_percent(first.anterior)} of the pain on the anterior ramus."
        )
        if first.n_astray:
            places = ", ".join(site_name(site) for site in first.astray[:_NAMED_SITES])
            more = len(first.astray) - _NAMED_SITES
            yield (
                f"{first.n_astray} of them met no muscle of an ill root: {places}"
                f"{f' and {more} more' if more > 0 else ''}."
            )
        if first.n_insertions > INSERTIONS_TOO_MANY.value:
            yield "So many needles in one visit buy soreness, not release."


def _runs(visits: tuple[VisitCoverage, ...]) -> Iterator[list[VisitCoverage]]:
    """Yield neighbouring visits together where they covered the same."""
    for _, alike in groupby(visits, lambda one: (one.posterior, one.anterior, one.n_insertions, one.astray)):
        yield list(alike)


def trial_sentences(play: Play) -> Iterator[str]:
    """Yield what the rule of the fourth visit would have said, where the course reached it."""
    number = int(CHANGE_BY_VISIT.value)
    if len(play.visits) < number:
        return
    first, fourth = play.visits[0].pain_nrs, play.visits[number - 1].pain_nrs
    if first - fourth < CHANGE_NRS.value and any(visit.action == "treat" for visit in play.visits[: number - 1]):
        yield (
            f"By visit {number} pain had gone from {first:.1f} to {fourth:.1f}: with no change by then the rule is to "
            "think again, not to go on."
        )


def outcome_sentences(play: Play, pain_nrs: Course) -> Iterator[str]:
    """Yield what became of the pain."""
    sore = max((visit.soreness_nrs or 0.0 for visit in play.visits), default=0.0)
    told = (
        f"Pain was {pain_nrs.start:.1f} at the start, {pain_nrs.end:.1f} at the end, {pain_nrs.week_12:.1f} at week 12."
    )
    yield told if sore < 0.5 else f"{told} The day after a visit was sore up to {sore:.1f} of 10."


def root_name(root: RootKey) -> str:
    """Return a root in words.

    Examples
    --------
    >>> root_name(RootKey("C6", "right"))
    'C6 on the right'
    """
    return f"{root.root} on the {root.side}"


def site_name(site: SiteKey) -> str:
    """Return a site in words."""
    return f"{anatomy.site(site.site).name}, {site.side}"


def _why(story: RootStory) -> Iterator[str]:
    """Yield how the two rami explain each other."""
    posterior, anterior, health, name = story.posterior, story.anterior, story.health, story.root.root
    if posterior is None:
        return
    released, kept = story.released_anterior, anterior.start - anterior.week_12
    if posterior.start - posterior.week_12 > 2 * _CHANGE and health.week_12 - health.start > _CHANGE:
        yield (
            f"As the paraspinals of {name} let go, the pressure on the root fell and it recovered; what it feeds lost "
            "its supersensitivity, and so it holds."
        )
    elif released > _CHANGE and kept < released / 2:
        yield (
            f"The needles let its muscles on the anterior ramus go by {_percent(released)} in all, yet they "
            f"shortened again: the paraspinals of {name} were still at {_percent(posterior.week_12)} shortening at "
            "week 12 and pressed on the root."
        )
    elif story.released_posterior <= _CHANGE and released <= _CHANGE:
        yield f"No needle let go of what {name} feeds, on either ramus: so nothing that lasts could change."


def _shortening(course: Course) -> str:
    return (
        f"went from {_percent(course.start)} shortening to {_percent(course.end)} at the end and "
        f"{_percent(course.week_12)} at week 12"
    )


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"

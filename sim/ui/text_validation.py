"""The words of the page that sets the model beside the literature."""

from __future__ import annotations

TITLE = "Evidence and validation"
LEAD = (
    "Each row sets a published figure, or what a law of the model asks for, beside what the model gives. The "
    "model was set on other patients than those it is measured on here. No row is left out because it does not "
    "fit; what the model does not give at all is named below, with the reason."
)
VERDICTS = "What the verdicts mean"
SOURCED = (
    "{total} of these rows are predictions that a published figure stands against: {inside} in, {near} near, "
    "{out} out. The other predictions are held against laws of the model."
)
OLD_REPORT = (
    "These figures, or the maps below, are of an earlier state of the model. Make them again to see those of today."
)
AGAIN = "Make it again"
AGAIN_HOW = (
    "In the folder of the app. It runs every experiment anew, which takes some minutes, prints these rows and keeps "
    "them for this page. The maps are made by python -m sim experiment regions --write."
)
AGAIN_COMMAND = "python -m sim validate --write"
NO_ROWS = "No row has this verdict and this law."
NO_ROWS_HOW = "Choose other verdicts, or all laws."
REGIONS = "Where which answer comes"
REGIONS_LEAD = (
    "The commonest answer to one needle, computed from the reflex graph, over the health of the root and the state of "
    "the band. The figure is its share in percent. Health 1 is a healthy root, shortening 1 as short as a band gets."
)

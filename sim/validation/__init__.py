"""Virtual experiments: what the model gives beside what was published, with one rule for the verdict."""

from sim.validation.records import STATE_OPTIONS, Experiment, Finding, Row
from sim.validation.registry import EXPERIMENTS, find_experiment
from sim.validation.report import REPORT_SEED, Report, ReportRow, packaged_report, report_of, validate_rows
from sim.validation.verdict import VERDICTS, Verdict

__all__ = [
    "EXPERIMENTS",
    "REPORT_SEED",
    "STATE_OPTIONS",
    "VERDICTS",
    "Experiment",
    "Finding",
    "Report",
    "ReportRow",
    "Row",
    "Verdict",
    "find_experiment",
    "packaged_report",
    "report_of",
    "validate_rows",
]

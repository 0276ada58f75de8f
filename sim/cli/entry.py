"""The whole of the command line: every command, and how a run ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer
from pydantic import ValidationError

from sim.cases.names import nearest
from sim.cli.experiments import experiment, validate
from sim.cli.library import cases, check, play
from sim.cli.needling import needle
from sim.cli.output import fault_row, print_json
from sim.cli.reflexes import reflex
from sim.cli.speed import bench
from sim.cli.status import FAULTS, STOPPED, SUCCESS, UNREAD, WRONG_USE
from sim.cli.tables import muscles
from sim.errors import CaseError, Fault, SimError, input_error

COMMANDS = (cases, check, play, needle, muscles, reflex, experiment, validate, bench)

app = typer.Typer(
    help="IMS Reflex Trainer on the command line. It teaches choices and reasons; it is not a medical device.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in COMMANDS:
    app.command()(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; a bad input gives a message, never a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        status = _run(given)
        if sys.__stdout__ is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the output has had enough of it. What is still to be flushed at the end goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNREAD
    return status


def _run(given: Sequence[str]) -> int:
    as_json = "--json" in given
    try:
        _require_command(given)
        status = app(list(given), prog_name="python -m sim", standalone_mode=False)
    except CaseError as error:
        return _fail(str(error), FAULTS, as_json, error.faults)
    except SimError as error:
        return _fail(str(error), WRONG_USE, as_json)
    except typer.TyperException as error:
        return _fail(_in_words(error), WRONG_USE, as_json)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _fail(f"{error.filename or 'file'}: {error.strerror}.", WRONG_USE, as_json)
    except (KeyboardInterrupt, typer.Abort):
        return _fail("stopped.", STOPPED, as_json)
    except SystemExit:  # what typer makes of a reader that has had enough
        return UNREAD
    return status if isinstance(status, int) else SUCCESS


def _require_command(given: Sequence[str]) -> None:
    known = [command.__name__ for command in COMMANDS]
    if given and not given[0].startswith("-") and given[0] not in known:
        allowed = f"{nearest(given[0], known)}allowed is {', '.join(known)}"
        raise input_error("command", "is unknown", given[0], allowed)


def _in_words(error: typer.TyperException) -> str:
    """Return what is wrong with the options, in the form of all messages where a value is no number."""
    cause = error.__cause__
    if not isinstance(error, typer.BadParameter) or not isinstance(cause, ValidationError) or error.param is None:
        return error.format_message()
    fault = cause.errors()[0]
    kind = "a whole number" if fault["type"].startswith("int") else "a number"
    return str(input_error(error.param.opts[-1], f"is not {kind}", fault["input"], f"allowed is {kind}"))


def _fail(message: str, status: int, as_json: bool, faults: Sequence[Fault] = ()) -> int:
    """Tell what went wrong, on stdout as JSON where JSON was asked for, else on stderr."""
    if as_json:
        print_json({"error": message, "faults": [fault_row(fault) for fault in faults]})
    else:
        typer.echo(message, err=True)
    return status

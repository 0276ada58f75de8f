"""The command line: every command takes `--json` and exits 0 for success, 1 for faults in a file, 2 for wrong use."""

from sim.cli.entry import app, main

__all__ = ["app", "main"]

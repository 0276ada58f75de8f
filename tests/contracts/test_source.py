"""Small files, flat functions, no print, no tracebacks, page scripts of two lines, no trace of any machine."""

from __future__ import annotations

import ast
import re

from tests.support.sources import called_names, label, product_files, tracked_files, tree

TEXT_SUFFIXES = {".py", ".md", ".toml", ".txt", ".yaml", ".yml", ".csv", ".json", ".js", ".css", ".html", ".svg", ""}
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|work|mnt|opt|tmp|srv)/\w")


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines of code a function has, its docstring left out."""
    first = function.body[0]
    is_described = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    described = (first.end_lineno or 0) - first.lineno + 1 if is_described else 0
    return (function.end_lineno or 0) - function.lineno + 1 - described


def test_files_are_short() -> None:
    lengths = {label(path): len(path.read_text(encoding="utf-8").splitlines()) for path in product_files()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    lengths = {
        f"{label(path)}: {node.name}": length(node)
        for path in product_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}


def test_nothing_prints_past_the_command_line() -> None:
    assert {label(path) for path in product_files() if "print" in set(called_names(path))} == set()


def test_no_traceback_is_shown_to_anyone() -> None:
    shown = [
        f"{label(path)}: {call}"
        for path in product_files()
        for call in called_names(path)
        if call.endswith(("format_exc", "print_exc", "st.exception"))
    ]
    assert shown == []


def test_a_page_script_is_an_import_and_a_call() -> None:
    pages = [path for path in product_files() if path.parent.name == "pages"]
    assert pages
    assert {label(path) for path in pages if not is_page_script(tree(path).body)} == set()


def is_page_script(statements: list[ast.stmt]) -> bool:
    match statements:
        case [ast.ImportFrom(), ast.Expr(value=ast.Call(func=function, args=[], keywords=[]))]:
            return ast.unparse(function).endswith("render")
        case _:
            return False


def test_no_file_names_a_folder_of_some_machine() -> None:
    found = [
        f"{label(path)}:{number}: {line.strip()}"
        for path in tracked_files()
        if path.suffix in TEXT_SUFFIXES and path.name != "LICENSE"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []

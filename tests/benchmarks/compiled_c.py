"""Compile a C port of something ours and call it from the same process, for a ratio in one run."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

COMPILERS = ("gcc", "cc", "clang")
FLAGS = ("-O3", "-std=c11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")


@contextmanager
def compiled(source: Path) -> Iterator[ctypes.CDLL]:
    """Yield the library made of one C file with plain -O3; it is deleted afterwards.

    Raises
    ------
    RuntimeError
        If there is no C compiler, or it refuses the file; the message has what it said.
    """
    compiler = next((path for name in COMPILERS if (path := shutil.which(name))), None)
    if compiler is None:
        raise RuntimeError(f"no C compiler was found (looked for {', '.join(COMPILERS)})")
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / f"{source.stem}.so"
        command = [compiler, *FLAGS, "-o", str(library), str(source), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{source.name}: {compiler} refused it:\n{done.stderr}")
        yield ctypes.CDLL(str(library))

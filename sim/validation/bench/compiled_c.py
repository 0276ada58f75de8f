"""Compile a C port of something ours and call it from the same process, for a ratio in one run."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sim.errors import SimError

COMPILERS = ("gcc", "cc", "clang")
FLAGS = ("-O3", "-std=c11", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")


@contextmanager
def compiled(name: str, source: str) -> Iterator[ctypes.CDLL]:
    """Yield the library made of one C text with plain -O3; it is deleted afterwards.

    Raises
    ------
    SimError
        If there is no C compiler, or it refuses the text; the message has what it said.
    """
    compiler = next((found for each in COMPILERS if (found := shutil.which(each))), None)
    if compiler is None:
        raise SimError(
            f"bench: no C compiler was found, got none of {', '.join(COMPILERS)}; one of them must be on the PATH. "
            "Install gcc or clang: the reference of the speed figures is compiled here."
        )
    with tempfile.TemporaryDirectory() as folder:
        path, library = Path(folder) / f"{name}.c", Path(folder) / f"{name}.so"
        path.write_text(source, encoding="utf-8")
        command = [compiler, *FLAGS, "-o", str(library), str(path), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SimError(f"bench: {compiler} refused {name}.c; it said:\n{done.stderr}")
        yield ctypes.CDLL(str(library))

"""Safe reading of small YAML files: plain values and their lines, or faults; bounded in time and memory."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sim.errors import Fault

MAX_BYTES = 262_144
MAX_NODES = 20_000
MAX_DEPTH = 12
_MAX_DIGITS = 18

Place = tuple[str | int, ...]
"""Where a value stands in its document: field names and list positions from the top."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
_WORDS: Mapping[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A read document: mappings, tuples and plain values, the line of each, and what was wrong.

    Parameters
    ----------
    value
        The content; None where nothing could be read.
    lines
        Line from 1 of each place; that of its name for a field of a mapping.
    faults
        All faults of the text itself; empty where it is sound.
    """

    value: object
    lines: Mapping[Place, int]
    faults: tuple[Fault, ...]

    def line(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)


def place_text(place: Place) -> str:
    """Return a place as it is written in messages.

    Examples
    --------
    >>> place_text(("truth", "roots", 0, "health"))
    'truth.roots[0].health'
    """
    text = ""
    for step in place:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = step if re.fullmatch(r"[\w-]{1,40}", step) else shown(step)
            text += f".{name}" if text else name
    return text or "file"


def shown(value: object) -> str:
    """Return a value for a message: printable, and short however long it is."""
    if isinstance(value, Mapping):
        return "a mapping of fields"
    if isinstance(value, tuple | list):
        return f"a list of {len(value)}"
    if value is None:
        return "nothing"
    if isinstance(value, str) and len(value) > 60:
        return f"{value[:50]!r}… ({len(value)} characters)"
    return ascii(value) if isinstance(value, str) and not value.isprintable() else repr(value)


def no_file(path: Path) -> str | None:
    """Return in words why there is no file to read at a path; None where there is one."""
    if path.is_file():
        return None
    if path.is_dir():
        return "is a folder"
    return "is no regular file" if path.exists() else "does not exist"


def read_file(path: Path) -> Document:
    """Return the document of a file; whatever is wrong with file or text is among its faults."""
    where = str(path)
    try:
        what = no_file(path)
        if what is not None:
            return _unreadable(where, 1, f"{what}, got {shown(path.name)}; allowed is a YAML file.")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        return _unreadable(where, 1, f"cannot be read, got {reason}; allowed is a readable YAML file.")
    return read_text(data, where)


def read_text(text: str | bytes, where: str) -> Document:
    """Return the document of a text of one YAML document without tags, anchors and aliases.

    Parameters
    ----------
    text
        At most 256 KB; bytes are read as UTF-8.
    where
        Name of the file in the faults.
    """
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(data) > MAX_BYTES:
        return _unreadable(where, 1, f"is too large, got more than {MAX_BYTES} bytes; allowed is 256 KB.")
    try:
        decoded = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return _unreadable(where, line, f"is not UTF-8 text, got byte {data[error.start]:#04x}; allowed is UTF-8.")
    return _Composer(where).compose(decoded)


def _unreadable(where: str, line: int, message: str) -> Document:
    return Document(None, {}, (Fault(where, line, "file", message),))


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    content: dict[str, object] | list[object]
    place: Place
    key: str | None = None


class _StoppedError(Exception):
    """Reading cannot or must not go on; the fault is already noted."""


@dataclass(slots=True)
class _Composer:
    """Builds plain values from parser events. The parser itself does not recurse, and events stop at the bounds."""

    where: str
    lines: dict[Place, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    top: object = None
    n_nodes: int = 0
    n_documents: int = 0
    line: int = 1

    def compose(self, text: str) -> Document:
        try:
            for event in self._events(text):
                self._take(event)
        except _StoppedError:
            self.top = None
        return Document(self.top, self.lines, tuple(self.faults))

    def _events(self, text: str) -> Iterator[object]:
        events: Iterable[object] = YAML(typ="safe", pure=True).parse(text)
        try:
            yield from events
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            self._fault((), _yaml_problem(error), 1 if mark is None else mark.line + 1)
            raise _StoppedError from error
        except YAMLError as error:
            line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
            self._fault((), "holds a character that YAML does not allow; allowed is printable text.", line)
            raise _StoppedError from error
        except (ValueError, OverflowError) as error:  # an escape such as "\\U0011FFFF" that names no character
            self._fault((), "holds an escape that names no character; allowed are characters of Unicode.", self.line)
            raise _StoppedError from error

    def _take(self, event: object) -> None:
        match event:
            case DocumentStartEvent():
                self._document(event)
            case MappingEndEvent() | SequenceEndEvent():
                self._close()
            case AliasEvent():
                self._refuse(event, "is an alias", f"*{event.anchor}", "allowed are values written out in full")
                self._put(None, self._next_place(event))
            case NodeEvent():
                self._node(event)

    def _document(self, event: DocumentStartEvent) -> None:
        self.n_documents += 1
        if self.n_documents > 1:
            self._fault((), "holds several documents; allowed is one document a file.", event.start_mark.line + 1)
            raise _StoppedError

    def _node(self, event: NodeEvent) -> None:
        self.n_nodes += 1
        self.line = _line(event)
        if self.n_nodes > MAX_NODES:
            self._fault((), f"holds too many values; allowed is {MAX_NODES}.", event.start_mark.line + 1)
            raise _StoppedError
        if event.anchor is not None:
            self._refuse(event, "has an anchor", f"&{event.anchor}", "allowed are values written out in full")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._refuse(event, "has a tag", str(tag), "allowed are plain values without one")
        if self._is_key(event):
            return
        place = self._next_place(event)
        if isinstance(event, ScalarEvent):
            self._put(_scalar(event), place)
        else:
            self._open(event, place)

    def _is_key(self, event: NodeEvent) -> bool:
        """Take a scalar as the name of a field where one is due."""
        parent = self.stack[-1] if self.stack else None
        if parent is None or not isinstance(parent.content, dict) or parent.key is not None:
            return False
        if not isinstance(event, ScalarEvent):
            self._fault(parent.place, "has a list or mapping as a field name; allowed is a word.", _line(event))
            raise _StoppedError
        place = (*parent.place, event.value)
        if event.value in parent.content:
            self._fault(place, "is given twice; allowed is once.", _line(event))
        else:
            self.lines[place] = _line(event)
        parent.key = event.value
        return True

    def _next_place(self, event: NodeEvent) -> Place:
        """Return the place of the value that comes now."""
        if not self.stack:
            place: Place = ()
        else:
            parent = self.stack[-1]
            step = parent.key if isinstance(parent.content, dict) else len(parent.content)
            if step is None:
                self._fault(parent.place, "has an alias as a field name; allowed is a word.", _line(event))
                raise _StoppedError
            place = (*parent.place, step)
        self.lines.setdefault(place, _line(event))
        return place

    def _open(self, event: NodeEvent, place: Place) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._fault(place, f"is nested too deep; allowed are {MAX_DEPTH} levels.", _line(event))
            raise _StoppedError
        content: dict[str, object] | list[object] = {} if isinstance(event, MappingStartEvent) else []
        assert isinstance(event, MappingStartEvent | SequenceStartEvent)
        self.stack.append(_Open(content, place))

    def _close(self) -> None:
        closed = self.stack.pop()
        content = closed.content
        self._put(tuple(content) if isinstance(content, list) else content, closed.place)

    def _put(self, value: object, place: Place) -> None:
        if not self.stack:
            self.top = value
            return
        parent = self.stack[-1]
        if isinstance(parent.content, dict):
            parent.content.setdefault(str(place[-1]), value)
            parent.key = None
        else:
            parent.content.append(value)

    def _refuse(self, event: NodeEvent, what: str, got: str, allowed: str) -> None:
        self._fault(self._here(), f"{what}, got {shown(got)}; {allowed}.", _line(event))

    def _here(self) -> Place:
        if not self.stack:
            return ()
        parent = self.stack[-1]
        return parent.place if parent.key is None else (*parent.place, parent.key)

    def _fault(self, place: Place, message: str, line: int) -> None:
        self.faults.append(Fault(self.where, line, place_text(place), message))


def _line(event: NodeEvent) -> int:
    return int(event.start_mark.line) + 1


def _scalar(event: ScalarEvent) -> object:
    """Return the value of a scalar by the core rules of YAML 1.2; quoted text stays text."""
    text = event.value
    if not event.implicit[0]:
        return text
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _MAX_DIGITS else text
    if _FLOAT.fullmatch(text) and len(text) <= 2 * _MAX_DIGITS:
        return float(text)
    return text


def _yaml_problem(error: MarkedYAMLError) -> str:
    problem = str(error.problem or error.context or "cannot be read")
    if "\\t" in problem:
        return "is indented with a tab; allowed are spaces."
    return f"is not YAML, got {shown(problem.replace(chr(10), ' '))}; allowed is a mapping of fields as in the format."

from __future__ import annotations

from pathlib import Path

import pytest

from sim.cases.yaml_text import MAX_BYTES, place_text, read_file, read_text, shown


def test_plain_values_have_the_types_of_yaml_1_2() -> None:
    text = "[1, -2, 0.5, .5, 1e3, true, False, null, ~, yes, 012, 0x1f, .inf, '1', 2026-01-01, C6]"
    values = (1, -2, 0.5, 0.5, 1000.0, True, False, None, None, "yes", 12, "0x1f", ".inf", "1", "2026-01-01", "C6")
    assert read_text(text, "f").value == values


def test_every_value_knows_its_line() -> None:
    document = read_text("a: 1\nb:\n  - x\n  - {c: 2,\n     d: 3}\n", "f")
    places = [("a",), ("b",), ("b", 0), ("b", 1), ("b", 1, "c"), ("b", 1, "d")]
    assert [document.line(place) for place in places] == [1, 2, 3, 4, 4, 5]


def test_a_missing_place_has_the_line_of_what_is_around_it() -> None:
    assert read_text("a: 1\nb:\n  c: 2\n", "f").line(("b", "missing", 0)) == 2


def test_places_read_like_paths() -> None:
    assert place_text(("truth", "roots", 0, "health")) == "truth.roots[0].health"
    assert place_text(("bad name\n",)) == "'bad name\\n'"
    assert place_text(()) == "file"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\na: 2", "f:2: a: is given twice"),
        ("a: &x 1\nb: 2", "f:1: a: has an anchor, got '&x'"),
        ("a: 1\nb: *x", "f:2: b: is an alias, got '*x'"),
        ("a: !!python/object:os.system x", "f:1: a: has a tag"),
        ("a: 1\n---\nb: 2", "f:2: file: holds several documents"),
        ("a:\n\tb: 1", "f:2: file: is indented with a tab"),
        ('a: 1\nb: 2\nc: "\\U0011FFFF"', "f:3: file: holds an escape that names no character"),
        ("a: [1", "f:1: file: is not YAML"),
        ("a: 'x", "f:1: file: is not YAML"),
        ("? [1]\n: 2", "f:1: file: has a list or mapping as a field name"),
        ("? {a: 1}\n: 2", "f:1: file: has a list or mapping as a field name"),
        ("a: \x00", "f:1: file: holds a character"),
        ("b: 1\na: \x07", "f:2: file: holds a character"),
        (b"a: 1\nb: \xff\xfe", "f:2: file: is not UTF-8 text, got byte 0xff"),
        ("a: \ud800", "f:1: file: is not UTF-8 text"),
        ("[" * 100_000, "is nested too deep"),
        ("a: {" * 100, "is nested too deep"),
        ("- 1\n" * 21_000, "f:20000: file: holds too many values"),
        ("x" * (MAX_BYTES + 1), "f:1: file: is too large"),
    ],
)
def test_bad_text_becomes_a_fault(text: str | bytes, fault: str) -> None:
    assert any(fault in str(found) for found in read_text(text, "f").faults)


def test_a_bomb_of_aliases_stays_small() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    document = read_text("\n".join(lines), "f")
    assert document.faults
    assert len(repr(document.value)) < 10_000


@pytest.mark.parametrize("text", ["- " * 100_000, "? " * 100_000, "!" * 200_000, "#\n" * 100_000, ":" * 250_000])
def test_a_text_made_to_take_for_ever_is_read_or_refused(text: str) -> None:
    document = read_text(text, "f")
    assert document.faults or document.value is None


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert read_text(b"\xef\xbb\xbfa: 1", "f").value == {"a": 1}


def test_a_huge_whole_number_stays_text() -> None:
    assert read_text(f"a: {'9' * 5000}", "f").value == {"a": "9" * 5000}


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    binary = tmp_path / "b.yaml"
    binary.write_bytes(bytes(range(256)))
    missing = tmp_path / ("n" * 300 + ".yaml")
    for path in (tmp_path, tmp_path / "none.yaml", binary, missing, Path("a\0b.yaml")):
        document = read_file(path)
        assert document.value is None
        assert len(document.faults) == 1


def test_a_value_in_a_message_is_short_and_printable() -> None:
    assert len(shown("x" * 100_000)) < 90
    assert shown("a\u202eb\n") == "'a\\u202eb\\n'"
    assert shown(None) == "nothing"

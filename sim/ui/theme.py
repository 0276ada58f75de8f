"""Colours and signs of the interface, once, for the light and the dark theme.

The pages take them through `.streamlit/config.toml`, which a test holds to these values; the components take them as
the CSS variables of `css_variables()`. Colour is never the only sign: each response has a colour, a sign, a pattern
and a word.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from sim.reflex.response import ResponseKind

RADIUS_PX = 12


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #RRGGBB. `*_text` is for words where the plain colour is too pale for small type."""

    paper: str
    card: str
    line: str
    ink: str
    muted: str
    accent: str
    accent_soft: str
    on_accent: str
    twitch: str
    twitch_text: str
    cramp: str
    ache: str
    nothing: str
    alarm: str
    skin: str
    muscle: str
    muscle_line: str
    bone: str


LIGHT = Tokens(
    paper="#FAF9F6",
    card="#FFFFFF",
    line="#E4E7EB",
    ink="#1F2933",
    muted="#52606D",
    accent="#0F766E",
    accent_soft="#CFE9E5",
    on_accent="#FFFFFF",
    twitch="#D9480F",
    twitch_text="#BF3F0C",
    cramp="#6D28D9",
    ache="#B45309",
    nothing="#64748B",
    alarm="#B91C1C",
    skin="#EFE9E1",
    muscle="#F4DDD3",
    muscle_line="#AB8777",
    bone="#FBF9F5",
)

DARK = Tokens(
    paper="#12171C",
    card="#1A2128",
    line="#2F3A45",
    ink="#E8EDF2",
    muted="#A7B4C0",
    accent="#2BB3A3",
    accent_soft="#17453F",
    on_accent="#0B1512",
    twitch="#FF8A5B",
    twitch_text="#FF8A5B",
    cramp="#B79CFF",
    ache="#EDB04F",
    nothing="#9FB0C0",
    alarm="#FF8A8A",
    skin="#2B2A28",
    muscle="#4A3731",
    muscle_line="#8F7266",
    bone="#45423D",
)


@dataclass(frozen=True, slots=True)
class Sign:
    """How a response is shown besides its colour: a sign, the name of a pattern and a word."""

    sign: str
    pattern: str
    word: str


# U+FE0E asks for the sign as text, in the colour of the text, not as a coloured picture.
SIGNS: dict[ResponseKind, Sign] = {
    "twitch": Sign("\u26a1\ufe0e", "filled", "twitch"),
    "cramp": Sign("\u223f", "hatched", "cramp"),
    "ache": Sign("\u25d0", "dotted", "ache"),
    "nothing": Sign("\u25cb", "hollow", "nothing"),
}


def css_variables() -> str:
    """Return the tokens as CSS variables of `.ims`; the browser takes the value of the theme in view."""
    names = (field.name for field in fields(Tokens))
    pairs = ((name, getattr(LIGHT, name), getattr(DARK, name)) for name in names)
    lines = (f"  --{name.replace('_', '-')}: light-dark({light}, {dark});" for name, light, dark in pairs)
    return ".ims {\n" + "\n".join(lines) + "\n}\n"


def contrast_ratio(one: str, other: str) -> float:
    """Return the WCAG contrast of two colours #RRGGBB, 1 to 21.

    Examples
    --------
    >>> contrast_ratio("#000000", "#FFFFFF")
    21.0
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

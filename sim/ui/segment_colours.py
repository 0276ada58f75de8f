"""A colour for every root: a hue for each region of the spine, and a step of it for each level.

The colours carry the ink of the theme as text on them; a test holds them to that. They are made from few numbers in
OKLCH, where equal steps look equal.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin

from sim.anatomy.roots import ROOTS

HUES_DEG = {"C": (220.0, 285.0), "T": (125.0, 185.0), "L": (95.0, 55.0), "S": (20.0, -25.0)}
"""First and last hue of each region of the spine, degrees."""
LIGHTNESS_LIGHT = (0.94, 0.82)
LIGHTNESS_DARK = (0.32, 0.5)
CHROMA_LIGHT = 0.06
CHROMA_DARK = 0.06


@lru_cache(maxsize=1)
def segment_colours() -> dict[str, tuple[str, str]]:
    """Return the colour of each root in the light and in the dark theme, #RRGGBB."""
    colours = {}
    for region, hues in HUES_DEG.items():
        roots = [root for root in ROOTS if root.startswith(region)]
        for index, root in enumerate(roots):
            share = index / (len(roots) - 1)
            hue = _between(hues, share)
            light = oklch(_between(LIGHTNESS_LIGHT, share), CHROMA_LIGHT, hue)
            colours[root] = light, oklch(_between(LIGHTNESS_DARK, share), CHROMA_DARK, hue)
    return colours


def segment_variables() -> str:
    """Return the colours as CSS variables of `.ims`, e.g. `--root-c6`."""
    lines = (
        f"  --root-{root.lower()}: light-dark({light}, {dark});" for root, (light, dark) in segment_colours().items()
    )
    return ".ims {\n" + "\n".join(lines) + "\n}\n"


def oklch(lightness: float, chroma: float, hue_deg: float) -> str:
    """Return a colour of the OKLCH space as #RRGGBB; what sRGB cannot show is cut off.

    Notes
    -----
    OKLab to linear sRGB after Ottosson (2020), then the sRGB transfer curve.

    Examples
    --------
    >>> oklch(1.0, 0.0, 0.0)
    '#FFFFFF'
    """
    a, b = chroma * cos(radians(hue_deg)), chroma * sin(radians(hue_deg))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(255 * _transfer(value)):02X}" for value in linear)


def _transfer(value: float) -> float:
    cut = min(1.0, max(0.0, value))
    return 12.92 * cut if cut <= 0.0031308 else 1.055 * cut ** (1 / 2.4) - 0.055


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share

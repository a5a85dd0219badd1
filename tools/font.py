"""Make the font of the pictures from a full Noto Sans TC: `python -m tools.font NotoSansTC.ttf`.

What is kept: everything in cp950 (Big5 as Taiwan uses it), Latin letters, and the signs that the
pictures draw. Hints are dropped: the texts are large. The characters are listed beside the font.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "bot" / "pictures" / "fonts"
SIGNS = "▲▼△▽―−・—％…＝←→●○·×÷±≤≥"
_LATIN = range(0x20, 0x250)
_BMP = range(0x20, 0xFFFF)


def main() -> None:
    """Write the font and the list of its characters."""
    options = Options(hinting=False, layout_features=["kern"], name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted())
    with TTFont(sys.argv[1]) as font:
        subsetter.subset(font)
        font.save(FOLDER / "NotoSansTC-Bold.ttf")
        held = "".join(map(chr, sorted(font.getBestCmap())))
    (FOLDER / "characters.txt").write_bytes(held.encode())
    print(f"{len(held)} characters")


def wanted() -> list[int]:
    """Return the code points to keep."""
    signs = {ord(sign) for sign in SIGNS}
    return sorted({code for code in _BMP if _in_cp950(code)} | set(_LATIN) | signs)


def _in_cp950(code: int) -> bool:
    """Tell whether cp950 has a character, its private ones left out."""
    try:
        chr(code).encode("cp950")
    except UnicodeEncodeError:
        return False
    return not 0xE000 <= code <= 0xF8FF  # noqa: PLR2004 - Unicode's private use area


if __name__ == "__main__":
    main()

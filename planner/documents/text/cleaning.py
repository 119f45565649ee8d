"""The lines of a text as it stands, each cleaned of what nobody sees on paper."""

import re
import unicodedata

# Only these end a line. str.splitlines() would also break at form feeds and at U+2028, and every
# line number behind them would be another than the one that editors show.
_BREAK = re.compile(r"\r\n|\n|\r")
_SPACES = "\u00a0\u1680\u202f\u205f\u3000\u2028\u2029" + "".join(map(chr, range(0x2000, 0x200B)))
_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u115f\u1160"
    + "".join(map(chr, [*range(0x202A, 0x202F), *range(0x2061, 0x2070)]))
)
_KEPT_CONTROLS = "\t\x0b\x0c"
_CONTROLS = "".join(
    c for c in map(chr, [*range(0x20), *range(0x7F, 0xA0)]) if c not in _KEPT_CONTROLS
)
_TABLE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_UNSEEN + _CONTROLS, ""),
        # Eth and the African D look like Đ, and old keyboards wrote them for it.
        "\u00d0": "Đ",
        "\u0189": "Đ",
        "\u00f0": "đ",
    }
)


def split(text: str) -> list[str]:
    r"""Return the lines of `text`, as many as text.split("\n") gives for a file with LF."""
    return _BREAK.split(text)


def clean(line: str) -> str:
    """Return one line in NFC with plain spaces and without zero-width signs.

    Dashes, quotes, tabs and form feeds stay; the line stays one line.
    """
    return unicodedata.normalize("NFC", line.translate(_TABLE))


def controls(text: str) -> int:
    """Return how many control signs `text` has that no text has, as a measure of "no text"."""
    found = re.findall(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f]", text)
    return len(found)

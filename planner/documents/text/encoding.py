"""Bytes of a text to characters, in any encoding that a Vietnamese office still has.

What has no mark of its own (BOM, UTF-8's patterns, UTF-16's zeros) is windows-1258, TCVN3 (the
.VnTime fonts) or VNI: all three use nearly every byte, so the one wins whose words are Vietnamese.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from planner.documents.text import capitals, limits
from planner.documents.text.cleaning import controls
from planner.documents.text.syllables import is_syllable
from planner.errors import InputError


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that it was found in, and what the page should say of it."""

    text: str
    encoding: str
    note: str = ""


_BOMS = (  # the longer ones first: UTF-32's begins as UTF-16's does
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_SAMPLE = 200_000
"""Bytes that are weighed to find an encoding; more would not tell more."""

_REPLACED = "\ufffd"
_SEEN_IN_1252 = frozenset("“”‘’‚„–—…•·§°«»±²³½¼¾×÷€™©®†‡‰¹º\u00a0\u00ad")
"""Signs outside ASCII that texts of offices do have, besides letters."""


def decode(data: bytes) -> Decoded:
    """Read the bytes of a text. Raises InputError where they are none."""
    limits.check_characters(len(data) // 4)  # no encoding takes more bytes for a character
    found = _marked(data) or _utf16(data) or _utf8(data) or _legacy(data)
    _check(found.text)
    return found


def _check(text: str) -> None:
    limits.check_characters(len(text))
    strange = controls(text) + text.count(_REPLACED)
    if strange * 20 > len(text):
        raise InputError(
            "tệp này không phải văn bản; gửi tệp .txt, .docx, .pdf hoặc trang web đã lưu"
        )


def _marked(data: bytes) -> Decoded | None:
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _noted(data[len(mark) :].decode(codec, "replace"), name)
    return None


def _noted(text: str, encoding: str) -> Decoded:
    """Return the text, with a note on how many of its bytes could not be read."""
    broken = text.count(_REPLACED)
    note = f"{broken} chỗ trong tệp bị hỏng, hiện bằng {_REPLACED}" if broken else ""
    mended, inner = unmangle(text)
    return Decoded(mended, inner or encoding, note)


def _utf16(data: bytes) -> Decoded | None:
    """Find UTF-16 without a mark: every second byte of its ASCII (space, digits, d, n) is zero."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    for zeros, others, codec in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if zeros * 5 > half > 0 and others * 20 < zeros:
            return _noted(data.decode(codec, "replace"), "UTF-16")
    return None


def _utf8(data: bytes) -> Decoded | None:
    """Read UTF-8, also where some of its bytes are damaged or its end is cut off."""
    try:
        return _noted(data.decode("utf-8"), "UTF-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    broken = text.count(_REPLACED)
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    # In the other encodings hardly any byte of a letter is followed by one that would continue it.
    return _noted(text, "UTF-8") if whole >= 3 * broken else None


def _legacy(data: bytes) -> Decoded:
    sample = data[:_SAMPLE]
    # Among equals the first: windows-1258 also reads what Western machines wrote.
    name = max(_READERS, key=lambda name: _score(_READERS[name](sample)))
    return Decoded(_READERS[name](data), name)


def unmangle(text: str) -> tuple[str, str | None]:
    """Mend a text whose bytes were once taken for windows-1252, as "Céng hßa" for "Cộng hòa".

    Copying out of a document in a .VnTime or VNI font gives this, whatever the file's encoding is.
    Returns the text and the encoding that was inside, else the text as it is and None.
    """
    if text.isascii():
        return text, None
    data = _as_1252(text)
    if data is None:
        return text, None
    readers = {**_READERS, "UTF-8": _inner_utf8}
    sample = _as_1252(text[:_SAMPLE]) or b""
    scores = {name: _score(reader(sample)) for name, reader in readers.items()}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] <= max(0.0, _score(text[:_SAMPLE])):
        return text, None
    return readers[best](data), best


def of_font(text: str, font: str) -> str:
    """Read what a document wrote in a font that draws other letters than its characters say.

    ".VnTime" is TCVN3, ".VnTimeH" the same in capitals, "VNI-Times" VNI; any other font is honest.
    """
    name = font.lower()
    if name.startswith(".vn"):
        data = _as_1252(text)
        if data is None:
            return text
        plain = _from_tcvn3(data)
        return plain.upper() if name.endswith("h") else plain
    if name.startswith("vni"):
        data = _as_1252(text)
        return text if data is None else _from_vni(data)
    return text


def _as_1252(text: str) -> bytes | None:
    """Return the bytes that were taken for these characters, None where it can't have been so."""
    try:
        return bytes(_BYTE_OF[character] for character in text)
    except KeyError:
        return None


def _from_1252(data: bytes) -> str:
    return data.decode("latin-1").translate(_CHARACTER_OF)


# The five bytes that windows-1252 leaves open are controls there, as browsers read them.
_CHARACTER_OF = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
_BYTE_OF = {
    **{chr(byte): byte for byte in range(256)},
    **{character: byte for byte, character in _CHARACTER_OF.items()},
}


def _inner_utf8(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _score(text: str) -> float:
    """Weigh how much of what is not ASCII in `text` makes Vietnamese words."""
    text = unicodedata.normalize("NFC", text)
    total = 0.0
    for word in re.findall(r"[^\W\d_]+", text):
        # One letter alone tells nothing: a dash or a quote is a letter in another table.
        if len(word) > 1 and not word.isascii():
            total += 1 if is_syllable(word) else -1
    strange = re.findall(r"[^\w\s\x20-\x7e]", text)
    return total - sum(character not in _SEEN_IN_1252 for character in strange)


def _from_1258(data: bytes) -> str:
    r"""Read windows-1258, where a tone stands behind its vowel.

    >>> unicodedata.normalize("NFC", _from_1258(b"C\xf4\xf2ng ho\xcca"))
    'Cộng hòa'
    """
    return data.decode("latin-1").translate(_FROM_1258)


_FROM_1258 = {
    **_CHARACTER_OF,
    **{
        byte: bytes([byte]).decode("cp1258")
        for byte in range(0x80, 0x100)
        if byte not in {0x8A, 0x8D, 0x8E, 0x8F, 0x81, 0x90, 0x9A, 0x9D, 0x9E}
    },
}

_TCVN3 = """
b5à b6ả b7ã b8á b9ạ a8ă bbằ bcẳ bdẵ beắ c6ặ a9â c7ầ c8ẩ c9ẫ caấ cbậ aeđ ccè ceẻ cfẽ d0é d1ẹ
aaê d2ề d3ể d4ễ d5ế d6ệ d7ì d8ỉ dcĩ ddí deị dfò e1ỏ e2õ e3ó e4ọ abô e5ồ e6ổ e7ỗ e8ố e9ộ
acơ eaờ ebở ecỡ edớ eeợ efù f1ủ f2ũ f3ú f4ụ adư f5ừ f6ử f7ữ f8ứ f9ự faỳ fbỷ fcỹ fdý feỵ
a1Ă a2Â a3Ê a4Ô a5Ơ a6Ư a7Đ b0\u0300 b1\u0309 b2\u0303 b3\u0301 b4\u0323
"""
"""TCVN 5712:1993 as its fonts have it: capitals only where the letter itself has a mark."""

_TCVN1 = """
80À 81Ả 82Ã 83Á 84Ạ afẰ baẲ bfẴ c0Ắ 85Ặ c1Ầ c2Ẩ c3Ẫ c4Ấ 86Ậ
87È 88Ẻ 89Ẽ 8aÉ 8bẸ c5Ề cdỂ d9Ễ daẾ 8cỆ 8dÌ 8eỈ 8fĨ 90Í 91Ị 92Ò 93Ỏ 94Õ 95Ó 96Ọ dbỒ
e0Ổ f0Ỗ ffỐ 97Ộ 98Ờ 99Ở 9aỠ 9bỚ 9cỢ 9dÙ 9eỦ 9fŨ 01Ú 02Ụ 04Ừ 05Ử 06Ữ 11Ứ 12Ự 13Ỳ 14Ỷ 15Ỹ 16Ý 17Ỵ
"""
"""The rest of the standard, which only programs wrote (iconv calls it TCVN5712-1)."""


def _bytes(table: str) -> dict[int, str]:
    return {int(pair[:2], 16): pair[2:] for pair in table.split()}


_FROM_TCVN3 = _CHARACTER_OF | _bytes(_TCVN3)
_FROM_TCVN1 = _bytes(_TCVN3) | _bytes(_TCVN1)


def _from_tcvn3(data: bytes) -> str:
    return capitals.restore(data.decode("latin-1").translate(_FROM_TCVN3))


def _from_tcvn1(data: bytes) -> str:
    return data.decode("latin-1").translate(_FROM_TCVN1)


_VNI_MARKS = {
    "a": "ùá øà ûả õã ïạ êă éắ èằ úẳ üẵ ëặ ââ áấ àầ åẩ ãẫ äậ",
    "e": "ùé øè ûẻ õẽ ïẹ âê áế àề åể ãễ äệ",
    "o": "ùó øò ûỏ õõ ïọ âô áố àồ åổ ãỗ äộ",
    "u": "ùú øù ûủ õũ ïụ",
    "y": "ùý øỳ ûỷ õỹ",
    "ô": "ùớ øờ ûở õỡ ïợ",
    "ö": "ùứ øừ ûử õữ ïự",
}
_VNI_ALONE = "íí ìì æỉ óĩ òị îỵ ñđ ôơ öư"


def _vni_table() -> dict[str, str]:
    """Return what a letter, or a letter and its mark, stands for; the letter gives the case.

    Both cases of a mark are read behind both cases of a letter: people mixed them.
    """
    table = {}
    for pair in _VNI_ALONE.split():
        small, letter = pair[0], pair[1]
        table[small], table[small.upper()] = letter, letter.upper()
    for base, pairs in _VNI_MARKS.items():
        for pair in pairs.split():
            mark, letter = pair[0], pair[1]
            for written in (mark, mark.upper()):
                table[base + written] = letter
                table[base.upper() + written] = letter.upper()
    return table


_FROM_VNI = _vni_table()
_VNI = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))


def _from_vni(data: bytes) -> str:
    """Read VNI's fonts, where a mark is a byte behind its letter: "Coäng hoøa" is "Cộng hòa"."""
    return _VNI.sub(lambda found: _FROM_VNI[found.group()], _from_1252(data))


_READERS: dict[str, Callable[[bytes], str]] = {
    "windows-1258": _from_1258,
    "TCVN3": _from_tcvn3,
    "TCVN 5712": _from_tcvn1,
    "VNI": _from_vni,
}

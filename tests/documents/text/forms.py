"""The same lines in every form that an office may send them in, for tests to read back."""

import io
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

import docx

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵđĂÂÊÔƠƯĐ",
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbcccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9"
            "aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfeaea1a2a3a4a5a6a7"
        ),
        strict=True,
    )
)
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_HATS = {
    "\u0302": dict(zip(["", *_VNI_TONES], "âáàåãä", strict=True)),
    "\u0306": dict(zip(["", *_VNI_TONES], "êéèúüë", strict=True)),
}
_VNI_ALONE = dict(zip("íìỉĩịỵđơư", "íìæóòîñôö", strict=True))


_PLAN = """\
UBND TỈNH KIÊN GIANG
SỞ Y TẾ
Số: 141/KH-SYT

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập – Tự do – Hạnh phúc

Kiên Giang, ngày 19 tháng 7 năm 2021

KẾ HOẠCH
Tuyên truyền thực hiện Chỉ thị số 07-CT/TU ngày 04/6/2021 của Tỉnh ủy

I. MỤC ĐÍCH, YÊU CẦU
1. Nâng cao nhận thức của cán bộ, đảng viên về “nền tảng tư tưởng” của Đảng…
2. Ủy ban nhân dân các huyện, thành phố; Bộ Tư lệnh Quân khu 9; Đài Phát thanh và Truyền hình:
- Tổ chức treo cờ, băng rôn, khẩu hiệu từ ngày 25/8 đến ngày 05/9/2021;
- Mỗi xã, phường có ít nhất 02 buổi phát thanh mỗi tuần, lúc 5 giờ 30 và 17 giờ.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Đỗ Thiện Tùng"""

PLAN = _PLAN.split("\n")
"""A plan of our own, with all that the encodings find hard: capitals, dashes, quotes."""


def to_docx(lines: Iterable[str]) -> bytes:
    """Return a Word file with a paragraph for each line."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def to_nfd(text: str) -> bytes:
    return unicodedata.normalize("NFD", text).encode()


def to_1258(text: str) -> bytes:
    """Write windows-1258 as Windows does: letters with their own mark, the tone behind them."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            bare = "".join(part for part in parts if part not in _TONES)
            tone = "".join(part for part in parts if part in _TONES)
            out += (unicodedata.normalize("NFC", bare) + tone).encode("cp1258")
    return bytes(out)


def to_tcvn3(text: str) -> bytes:
    """Write TCVN3 as UniKey does: capitals with a tone are the small letters' bytes."""
    out = bytearray()
    for letter in unicodedata.normalize("NFC", text):
        byte = _TCVN3.get(letter) or _TCVN3.get(letter.lower())
        out += bytes([byte]) if byte else letter.encode("cp1252")
    return bytes(out)


def to_vni(text: str) -> bytes:
    """Write the two bytes of VNI's fonts: the letter, then its hat and tone in one mark."""
    return b"".join(_vni(one).encode("cp1252") for one in unicodedata.normalize("NFC", text))


def _vni(letter: str) -> str:
    small = letter.lower()
    if small in _VNI_ALONE:
        return _VNI_ALONE[small] if letter == small else _VNI_ALONE[small].upper()
    parts = unicodedata.normalize("NFD", small)
    base, marks = parts[0], parts[1:]
    tone = next((mark for mark in marks if mark in _VNI_TONES), "")
    hat = next((mark for mark in marks if mark in _VNI_HATS), "")
    if not tone and not hat:
        if "\u031b" in marks:
            base = {"o": "ô", "u": "ö"}[base]
            return base if letter == small else base.upper()
        return letter
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö"}[base]
    written = base + (_VNI_HATS[hat][tone] if hat else _VNI_TONES[tone])
    return written if letter == small else written.upper()


COLUMNS = 90
_SIZE = 12
_LEADING = 16
_LEFT = 60
_TOP = 780
_PAGE = 44
"""Lines of a page."""


def to_pdf(lines: Iterable[str], columns: int = COLUMNS) -> bytes:
    """Return a PDF that prints the lines as Word does, the long ones broken at `columns` letters.

    An empty line is a gap, and so is one whose letters are all beyond Latin-1: PDFium has no shape
    for those. Nothing but the standard library: no font is in it, yet every letter has
    its width and its meaning, and that is all a reader of its text looks at.
    """
    printed = [
        part
        for line in lines
        for part in textwrap.wrap(line, columns, break_on_hyphens=False) or [""]
    ]
    pages = [printed[start : start + _PAGE] for start in range(0, len(printed), _PAGE)]
    return pdf_of([_content(page) for page in pages or [[]]])


def _content(page: Sequence[str]) -> bytes:
    return b"\n".join(
        place(line, _LEFT, _TOP - _LEADING * row) for row, line in enumerate(page) if line
    )


def place(text: str, x: float, y: float, size: float = _SIZE) -> bytes:
    """Return what draws `text` from a point of its baseline on."""
    codes = unicodedata.normalize("NFC", text).encode("utf-16-be").hex()
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{codes}> Tj ET".encode()


def width(text: str, size: float = _SIZE) -> float:
    return sum(_wide(ord(letter)) for letter in text) * size / 1000


def _wide(code: int) -> int:
    letter = unicodedata.normalize("NFD", chr(code))[0]
    if letter in " .,;:!'ijlt|()-ft/":
        return 280
    return 700 if letter.isupper() else 480


def pdf_of(contents: Sequence[bytes], rotate: int = 0) -> bytes:
    """Return a PDF with a page for each content; its letters are those of UTF-16."""
    kids = " ".join(f"{5 + 2 * index} 0 R" for index in range(len(contents)))
    widths = " ".join(f"{code} [{_wide(code)}]" for code in _CODES)
    descendant = (
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Sans/CIDSystemInfo<</Registry(Adobe)"
        "/Ordering(Identity)/Supplement 0>>/DW 500"
        f"/W [{widths}]/FontDescriptor<</Type/FontDescriptor/FontName/Sans/Flags 4"
        "/FontBBox[0 -250 1000 900]/ItalicAngle 0/Ascent 900/Descent -250/CapHeight 700/StemV 80"
        ">>>>"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
        f"<</Type/Font/Subtype/Type0/BaseFont/Sans/Encoding/Identity-H/ToUnicode 4 0 R"
        f"/DescendantFonts[{descendant}]>>".encode(),
        _stream(_TO_UNICODE),
    ]
    for index, content in enumerate(contents):
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {rotate}"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {6 + 2 * index} 0 R>>".encode(),
            _stream(content),
        ]
    return _file(objects)


_CODES = [*range(0x20, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)]
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Same def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)


def encrypted_pdf() -> bytes:
    """Return a PDF that opens with a password only; there is no page in it to decipher."""
    lock = (
        "<</Filter/Standard/V 2/R 3/Length 128/P -4"
        "/O<00e299bf0cda5b43526ca9e396b3598b6ad05a4161bb75083f92d8447b1f02e7>"
        "/U<09c80a2356bf0272e609b7522ffd99b328bf4e5e4e758a4164004e56fffa0108>>>"
    )
    name = "<55bb14f9d09f302c42698f0507eb01e1>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 0/Kids[]>>", lock.encode()]
    return _file(objects, f"/Encrypt 3 0 R/ID[{name}{name}]".encode())


def scanned_pdf(pages: int = 1) -> bytes:
    """Return a PDF whose pages are pictures, of one grey dot each."""
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    return pdf_of([picture] * pages)


def _file(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place_ in places:
        out += b"%010d 00000 n \n" % place_
    size = len(objects) + 1
    out += b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer, start)
    return bytes(out)

"""Photos and files as offices send them as proof, and as nobody should: all made on the fly."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

import docx
from documents.text.forms import encrypted_pdf, pdf_of, place, to_docx, to_pdf
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

RED, BLUE = (200, 30, 30), (30, 30, 200)
PLACE = b"10.3711"
"""What stands in a photo for where it was taken: in its EXIF, its XMP and its comment."""

XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><gps>%b</gps></x:xmpmeta>' % PLACE
LINES = ["BÁO CÁO", "Đã treo 12 khẩu hiệu."]
SCRIPT = b"<script>alert(1)</script>"


def picture(width: int = 640, height: int = 480, right: tuple[int, int, int] = BLUE) -> Image.Image:
    """Return a picture whose left half is red."""
    image = Image.new("RGB", (width, height), right)
    image.paste(RED, (0, 0, width // 2, height))
    return image


def jpeg(width: int = 640, height: int = 480, right: tuple[int, int, int] = BLUE) -> bytes:
    return saved(picture(width, height, right), "JPEG")


def saved(image: Image.Image, name: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, name, **options)
    return out.getvalue()


def exif(orientation: int = 6) -> Image.Exif:
    """Return what a phone writes beside a picture that it holds turned: where, and with what."""
    found = Image.Exif()
    found[ExifTags.Base.Orientation] = orientation
    found[ExifTags.Base.Make] = PLACE.decode()
    found[ExifTags.IFD.GPSInfo] = {ExifTags.GPS.GPSLatitude: (10.0, 22.0, 16.0)}
    return found


def from_a_phone(name: str = "JPEG") -> bytes:
    """Return a lying picture of 640 by 480 that is to be shown standing; it says where it was."""
    options: dict[str, object] = {"exif": exif()}
    if name == "PNG":
        info = PngInfo()
        info.add_text("Comment", PLACE.decode())
        info.add_itxt("XML:com.adobe.xmp", XMP.decode())
        options["pnginfo"] = info
    else:
        options["xmp"] = XMP
        options["icc_profile"] = PLACE * 20
        if name == "JPEG":
            options["comment"] = PLACE
    return saved(picture(), name, **options)


def moving(name: str) -> bytes:
    frames = [picture(), picture(right=RED)]
    return saved(frames[0], name, save_all=True, append_images=frames[1:])


def png_of(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that says that it is that large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(9_000))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def heic() -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100)


def svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg">%b</svg>' % SCRIPT


def html() -> bytes:
    return b"<!doctype html><title>x</title>%b" % SCRIPT


def pdf() -> bytes:
    return to_pdf(LINES)


def pdf_with(words: bytes) -> bytes:
    """Return a PDF whose first object says that as well."""
    return pdf().replace(b"<</Type/Catalog", b"<</Type/Catalog" + words, 1)


def packed_pdf(words: bytes) -> bytes:
    """Return a PDF that says that in a stream of objects, deflated."""
    packed = zlib.compress(b"7 0 <<%b>>" % words)
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
    return pdf_of([place("x", 60, 780)]).replace(
        b"xref\n", b"9 0 obj\n" + stream % (len(packed), packed) + b"\nendobj\nxref\n", 1
    )


def word() -> bytes:
    return to_docx(LINES)


def word_with_a_link() -> bytes:
    document = docx.Document()
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    document.part.relate_to("https://baotinh.vn/", relation, is_external=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word_with(parts: Mapping[str, bytes], *, old: bytes = b"", new: bytes = b"") -> bytes:
    """Return a Word file with more parts, and its list of kinds changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word())) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            if name == "[Content_Types].xml" and old:
                assert old in content
                content = content.replace(old, new)
            if name not in parts:
                fresh.writestr(name, content)
        for name, content in parts.items():
            fresh.writestr(name, content)
    return out.getvalue()


def relations(kind: str, target: str, mode: str = "External") -> bytes:
    """Return the relations of a Word file's text to that one thing."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    ).encode()


RELATIONS = "word/_rels/document.xml.rels"
TEMPLATE = "attachedTemplate"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def zipped(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


REFUSED: Mapping[str, tuple[str, bytes, str]] = {
    "html-as-jpg": ("treo cờ.jpg", html(), "loại tệp này không nhận được"),
    "svg": ("logo.svg", svg(), "loại tệp này không nhận được"),
    "svg-as-png": ("logo.png", svg(), "loại tệp này không nhận được"),
    "exe": ("xem.exe", b"MZ" + bytes(200), "loại tệp này không nhận được"),
    "zip": ("anh.zip", zipped({"a.txt": b"x"}), "loại tệp này không nhận được"),
    "gif": ("a.gif", saved(picture(), "GIF"), "loại tệp này không nhận được"),
    "empty": ("a.jpg", b"", "tệp trống"),
    "heic": ("IMG_1.heic", heic(), "Tương thích nhất"),
    "doc": ("a.doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "kiểu cũ (.doc)"),
    "pdf-as-jpg": ("a.jpg", pdf(), "bên trong là PDF"),
    "jpeg-as-pdf": ("a.pdf", jpeg(), "bên trong là ảnh"),
    "jpeg-as-exe": ("a.jpg.exe", jpeg(), "bên trong là ảnh"),
    "jpeg-and-html": ("a.html", jpeg() + html(), "bên trong là ảnh"),
    "jpeg-and-zip": ("a.jpg", jpeg() + zipped({"a.js": SCRIPT}), "vừa là loại này"),
    "jpeg-and-pdf": ("a.jpg", jpeg()[:20] + pdf(), "vừa là loại này"),
    "pdf-and-zip": ("a.pdf", pdf() + word(), "vừa là loại này"),
    "truncated-jpeg": ("a.jpg", jpeg()[:-900], "ảnh bị hỏng"),
    "truncated-png": ("a.png", saved(picture(), "PNG")[:-60], "ảnh bị hỏng"),
    "truncated-webp": ("a.webp", saved(picture(), "WEBP")[:-60], "ảnh bị hỏng"),
    "head-of-jpeg": ("a.jpg", b"\xff\xd8\xff" + html(), "ảnh bị hỏng"),
    "moving-png": ("a.png", moving("PNG"), "ảnh động"),
    "moving-webp": ("a.webp", moving("WEBP"), "ảnh động"),
    "script-in-pdf": ("a.pdf", pdf_with(b"/OpenAction<</S/JavaScript/JS(x)>>"), "mã chạy"),
    "hidden-script": ("a.pdf", pdf_with(b"/AA<</O<</S/J#61vaScript/JS(x)>>>>"), "mã chạy"),
    "packed-script": ("a.pdf", packed_pdf(b"/S/JavaScript/JS(x)"), "mã chạy"),
    "launch": ("a.pdf", pdf_with(b"/OpenAction<</S /Launch/F(a.exe)>>"), "mã chạy"),
    "file-in-pdf": ("a.pdf", pdf_with(b"/X<</Type/Filespec/EF<</F 9 0 R>>>>"), "mã chạy"),
    "encrypted-pdf": ("a.pdf", encrypted_pdf(), "mật khẩu"),
    "truncated-pdf": ("a.pdf", pdf()[:60], "hỏng"),
    "html-before-pdf": ("a.pdf", html() + pdf(), "đứng trước"),
    "macros": ("a.docx", word_with({"word/vbaProject.bin": b"x"}), "macro"),
    "macro-kind": ("a.docx", word_with({}, old=MAIN, new=MACROS.encode()), "macro"),
    "ole": ("a.docx", word_with({"word/embeddings/oleObject1.bin": b"x"}), "tệp nhúng"),
    "activex": ("a.docx", word_with({"word/activeX/activeX1.bin": b"x"}), "tệp nhúng"),
    "package": ("a.docx", word_with({"word/embeddings/a.xlsx": b"x"}), "tệp nhúng"),
    "template": (
        "a.docx",
        word_with({"word/_rels/settings.xml.rels": relations(TEMPLATE, "http://a.vn/x.dotm")}),
        "nối tới",
    ),
    "foreign-picture": (
        "a.docx",
        word_with({RELATIONS: relations("image", "http://a.vn/x.png")}),
        "nối tới",
    ),
    "ole-relation": (
        "a.docx",
        word_with({RELATIONS: relations("oleObject", "x.xml", "Internal")}),
        "nhúng",
    ),
    "path-in-docx": ("a.docx", word_with({"../../a.xml": b"<a/>"}), "thành phần lạ"),
    "bomb-docx": ("a.docx", word_with({"word/b.xml": b" " * 60_000_000}), "bung ra quá lớn"),
    "bomb-media": ("a.docx", word_with({"word/media/b.png": bytes(60_000_000)}), "bung ra"),
    "truncated-docx": ("a.docx", word()[:-400], "hỏng"),
    "something-before-docx": ("a.docx", word()[:4] + html() + word(), "thành phần lạ"),
    "path": ("../../etc/a.jpg", jpeg(), "tên tệp có đường dẫn"),
    "windows-path": ("a\\b.jpg", jpeg(), "tên tệp có đường dẫn"),
    "drive": ("C:a.jpg", jpeg(), "tên tệp có đường dẫn"),
    "dots": ("a..jpg", jpeg(), "tên tệp có đường dẫn"),
    "bidi": ("a\u202egpj.exe", jpeg(), "ký tự ẩn"),
    "control": ("a\x07.jpg", jpeg(), "ký tự ẩn"),
    "long": ("a" * 150 + ".jpg", jpeg(), "tên tệp dài quá 150"),
}
"""What is refused with 400, under which name, and some words of the message."""

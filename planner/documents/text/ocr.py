"""Scanned pages read by Tesseract, where it is installed with Vietnamese."""

import io
import shutil
import subprocess
from typing import Any

from planner.errors import InputError

PAGES_MOST = 60
"""A page takes some seconds; more are an archive, not a plan."""

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72
_PIXELS_MOST = 12_000_000
"""A sheet of A4 at 300 dots an inch has 8.7 million; larger sheets are drawn coarser."""

_SECONDS_A_PAGE = 120
_LANGUAGE = "vie"


def program() -> str | None:
    """Return the path of a Tesseract that reads Vietnamese, None where there is none."""
    path = shutil.which("tesseract")
    if path is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 (its own path, no words of a document)
            [path, "--list-langs"], capture_output=True, check=False, timeout=20
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return path if _LANGUAGE in listed.stdout.decode("ascii", "replace").split() else None


def missing() -> InputError:
    """Return the error for a scan where there is no program to read it."""
    return InputError(
        "PDF này là ảnh quét, không có lớp chữ; xin bản Word hoặc PDF có chữ của nơi gửi, "
        "hoặc cài Tesseract kèm tiếng Việt (tesseract-ocr-vie) rồi gửi lại"
    )


def check_pages(count: int) -> None:
    if count > PAGES_MOST:
        raise InputError(
            "PDF có %(pages)d trang ảnh quét, quá %(most)d trang; tách phần cần đọc rồi gửi lại",
            pages=count,
            most=PAGES_MOST,
        )


def picture(page: Any) -> bytes:
    """Return a page of pypdfium2 as a grey picture in PGM, which needs no library to write."""
    width, height = page.get_size()
    scale = _DOTS_PER_INCH / _POINTS_PER_INCH
    pixels = max(width * height * scale * scale, 1.0)
    if pixels > _PIXELS_MOST:
        scale *= (_PIXELS_MOST / pixels) ** 0.5
    bitmap = page.render(scale=scale, grayscale=True)
    try:
        drawn = memoryview(bitmap.buffer)
        out = io.BytesIO()
        out.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
        for row in range(bitmap.height):  # a row may be longer in memory than it is wide
            start = row * bitmap.stride
            out.write(bytes(drawn[start : start + bitmap.width]))
        return out.getvalue()
    finally:
        bitmap.close()


def read(path: str, image: bytes) -> list[str]:
    """Return the lines of one page. Raises InputError where the program fails or takes too long."""
    try:
        done = subprocess.run(  # noqa: S603 (its own path, no words of a document)
            [path, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "4"],
            input=image,
            capture_output=True,
            check=True,
            timeout=_SECONDS_A_PAGE,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise InputError(
            "Tesseract không đọc được trang quét; thử lại, hoặc xin bản Word của nơi gửi"
        ) from error
    text = done.stdout.decode("utf-8", "replace").replace("\x0c", "")
    return text.rstrip("\n").split("\n")

"""How much one file may hold: more is refused with a plain message before it is read."""

from planner.errors import InputError

FILE_MOST = 20 * 1024 * 1024
"""Bytes of a file as it is sent; the longest plans of a province are far below 1 MB as text."""

LINES_MOST = 50_000
CHARACTERS_MOST = 2_000_000
LINE_MOST = 50_000
"""Characters of one line: readers look for patterns in a line, and should never do so for long."""


def check_size(data: bytes) -> None:
    """Raises InputError for an empty file and for one that is too large."""
    if not data:
        raise InputError("tệp trống, không có chữ nào để đọc")
    if len(data) > FILE_MOST:
        raise InputError(
            "tệp nặng %(size)d MB, quá %(most)d MB; tách riêng phần văn bản rồi gửi lại",
            size=-(-len(data) // (1024 * 1024)),
            most=FILE_MOST // (1024 * 1024),
        )


def check_characters(count: int) -> None:
    if count > CHARACTERS_MOST:
        raise InputError(
            "văn bản dài quá %(most)s ký tự; tách thành nhiều tệp rồi gửi lại",
            most=_thousands(CHARACTERS_MOST),
        )


def check_lines(lines: tuple[str, ...]) -> None:
    """Raises InputError for too many lines, for a line and for a whole that are too long."""
    if len(lines) > LINES_MOST:
        raise InputError(
            "văn bản quá %(most)s dòng; tách thành nhiều tệp rồi gửi lại",
            most=_thousands(LINES_MOST),
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > LINE_MOST:
            raise InputError(
                "dòng %(number)d dài quá %(most)s ký tự; ngắt thành nhiều dòng rồi gửi lại",
                number=number,
                most=_thousands(LINE_MOST),
            )
    check_characters(sum(map(len, lines)))


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")

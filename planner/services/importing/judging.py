"""The one gate before an import: what it says of each item that was read, and of what people write.

The reader's mark always holds, and the gate looks at the words as well. Where the reader saw a
part outside that the gate can't find, the whole is held: nothing is let through on a guess.
"""

from collections.abc import Iterable

from rapidfuzz import fuzz

from planner.documents import reading
from planner.domain import scope
from planner.domain.words import fold
from planner.errors import InputError
from planner.services.importing.values import Part, Verdict

COPY = 85
"""The likeness from which words are those of a held line, not a person's own."""

Judgement = tuple[Verdict, str]


def judge(part: Part, shut: frozenset[int] = frozenset()) -> Judgement:
    """Return what the gate says of one item, and what goes through of a "part".

    `shut` are the lines whose work is wholly outside: a channel, days, a deadline or a number
    that stand on one belong to it.
    """
    match part:
        case reading.Theme(title=title, outside=outside):
            return _by_clause(title, scope.admit(title, marked=outside is True), outside)
        case reading.Duty(text=text, outside=outside):
            return _by_clause(text, scope.admit_duty(text, marked=outside is True), outside)
        case reading.Deadline(text=text):
            title = deadline_title(text)
            left = scope.admit_duty(title, marked=part.line in shut)
            return _by_clause(title, left, outside=False)
        case reading.Quota(unit=unit, words=words):
            fine = scope.inside(unit) and scope.inside(words)
            return _whole(fine and part.line not in shut)
        case reading.Channel(words=words) | reading.Window(words=words):
            return _whole(part.line not in shut and (not words or bool(scope.admit(words))))
        case _:
            return "", ""


def _whole(inside: bool) -> Judgement:  # noqa: FBT001 (its one argument)
    return ("", "") if inside else ("out", "")


def _by_clause(words: str, left: str, outside: reading.Outside) -> Judgement:
    if not left:
        return "out", ""
    if left != words:
        return "part", left
    return ("", "") if outside is False else ("out", "")


def deadline_title(text: str) -> str:
    """Return what is owed, in a deadline's words: its sentence without the ends' signs."""
    words = " ".join(text.split()).strip(" -+•*;,.:")
    return words[:1].upper() + words[1:] if words else "Báo cáo"


def shut_lines(duties: Iterable[reading.Duty]) -> frozenset[int]:
    """Return the lines of duties of which no clause is inside."""
    return frozenset(
        one.line for one in duties if not scope.admit(one.text, marked=one.outside is True)
    )


def words_of(part: Part) -> str:
    """Return the words of an item that a person writes and the gate reads."""
    match part:
        case reading.Theme(title=words) | reading.Duty(text=words) | reading.Deadline(text=words):
            return words
        case reading.Channel(words=words) | reading.Agency(name=words):
            return words
        case reading.Quota(unit=words):
            return words
        case _:
            return ""


def check(part: Part, held: Iterable[str]) -> None:
    """Refuse what a person writes unless the gate lets all of it through, as their own words.

    `held` are the words of the lines that are held back: to write them again is to un-mark them.
    Raises InputError.
    """
    words = words_of(part)
    verdict, _ = judge(part)
    if verdict or not scope.inside(words):
        raise InputError(
            "lời này nói tới việc ngoài phạm vi (theo dõi, lấy ý kiến, ngăn chặn, xử lý, đăng mà "
            "không nói ai đăng) hoặc chưa nói rõ đăng hay tổ chức gì; lịch chỉ nhận việc cơ quan "
            "đăng hay tổ chức dưới tên mình, viết lại chỉ việc ấy"
        )
    plain = fold(words)
    if plain and any(fuzz.ratio(plain, fold(one)) >= COPY for one in held):
        raise InputError(
            "đây là lời của dòng bị giữ ngoài phạm vi; dòng ấy không mở lại được, hãy viết việc "
            "mới bằng lời của cơ quan"
        )


def takes_name(name: str) -> bool:
    """Whether the gate lets work be matched under a name."""
    return scope.inside(name)

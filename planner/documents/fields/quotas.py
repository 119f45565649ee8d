"""Numbers owed for each unit: "mỗi khu phố, ấp có ít nhất 01 khẩu hiệu", "tất cả ... phải treo".

How often something runs ("02 buổi/ngày", "mỗi tuần 03 bài") is a rhythm and no quota; nor is a
cap ("không quá 02 lớp"), nor the second of two ways to fulfil it ("02 pano hoặc 04 băng rôn" owes
2 pano). Of "Mỗi huyện treo ít nhất 10 băng rôn và 200 cờ phướn" both numbers are owed.
"""

import re
from collections.abc import Iterable, Iterator

from planner.documents.fields.clauses import clause
from planner.documents.fields.placed import Placed, on_line
from planner.documents.fields.units import TIMES, Units, units
from planner.documents.papers.passages import Passage
from planner.documents.reading import Quota

_NUMBERS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10,
}  # fmt: skip
_LEAST = r"(?:it nhat|toi thieu|khong duoi|khong it hon|khong thap hon|du)"
_AMOUNT = re.compile(
    rf"(?<![\d/.,\-])(?:(?P<least>{_LEAST})\s+"
    r"(?:(?:dat|la|tu|co|duoc|treo|to chuc|dang|phat|mo)\s+){0,2})?"
    r"(?:(?P<number>\d{1,4})(?:\s*(?:-|den)\s*\d{1,4})?"
    rf"|(?<=nhat |hieu )(?P<word>{'|'.join(_NUMBERS)}))"
    r"(?![\d/%]|[.,:]\d)\s*(?P<unit>\"?[a-z][a-z-]*)"
)
_NO_UNIT = frozenset((
    "ngay", "tuan", "thang", "quy", "nam", "gio", "h", "g", "phut", "giay", "m", "met", "km", "cm",
    "m2", "m3", "trieu", "ty", "dong", "trang", "nguoi", "thanh", "hoc", "dai", "phan", "tuoi",
))  # fmt: skip
"""What a number counts that nobody owes: lengths of time and space, money, heads."""

_CAP = re.compile(r"(?:khong qua|toi da|khong vuot qua|nhieu nhat|duoi|(?<!tro )len den)\s*$")
_BESIDE = re.compile(r"(?:hoac|ngay|thang|dot|giai doan|muc|dieu|so)\s+(?:it nhat |toi thieu )?$")
_UNIT_ENDS = re.compile(
    r"[,.;:()/]|\s\d|\s(?:tro len|vao|kho|khac|tai|tren|o|ve|cho|do|trong|den|gui|phuc vu|hoac|va"
    r"|co|de|voi|nham|dat|truoc|theo|moi|tung|hang|gioi thieu|tuyen truyen|duoc|doi)(?!\w)"
)
_EACH = re.compile(r"(?<!\w)(?:moi|tung)\s+(?:mot\s+)?")
_ALL = re.compile(r"(?<!\w)(?P<all>tat ca(?: cac)?|toan bo(?: cac)?|100\s*%(?: so| cac)?|cac)\s+")
_MUST = re.compile(
    r"(?P<must>(?:phai|deu|bat buoc)\s+(?:phai\s+|deu\s+)?)?"
    r"(?:treo|co|lam|trang tri|cang|dung|lap|mo|niem yet|gan|bo tri|lap dat)\s+"
    r"(?P<unit>(?:khau hieu|bang|pa ?-?no|ap[ -]?phich|cong chao|bang tin|bien|loa|to roi|goc"
    r"|tranh|den|co)(?!\w))"
)
_MAY = re.compile(r"moi|tung|100|tat ca|toan bo|phai|/")
_UPWARDS = re.compile(r"[a-z0-9 ]{0,24}tro (?:len|xuong)")
_SLASH = re.compile(r"(?<=[a-z ])/(?=\s?[a-z])")
_MORE = re.compile(r"[^;.]{0,60}(?:,|\bva\b)\s*(?:\w+ ){0,2}")
_GLUED = re.compile(r"(?<=\d)\.\d{1,2}\.\s?(?=[A-ZĐÀ-Ỹ])")
"""An item's number that a scan glued to a day: "31/10/2023.5. Mỗi cảng cá"."""

LONGEST_UNIT = 6


def read(places: Iterable[Placed]) -> tuple[Quota, ...]:
    """Return the quotas at some places of a paper in the order of their lines, each once."""
    found: dict[tuple[int, str, int, tuple[str, ...]], Quota] = {}
    for at in places:
        if at.node.within()[:1] == ("slogans",):
            continue
        for owed in _in(at.passage):
            found.setdefault((owed.at_least, owed.unit, owed.line, owed.per), owed)
    return tuple(found.values())


def _in(one: Passage) -> Iterator[Quota]:
    if not _MAY.search(one.plain):
        return
    text = _without_asides(one.plain)
    yield from _of_each(one, text)
    yield from _per_slash(one, text)
    for at in _ALL.finditer(text):
        named = units(one, text, at.start(), at.end())
        if named is not None:
            yield from _of_all(one, text, at["all"], named)


def _without_asides(text: str) -> str:
    """Blank what stands in brackets ("(kích thước từ 6m2 trở lên)") unless it owes something."""

    def blanked(found: re.Match[str]) -> str:
        aside = found.group()
        return aside if "moi " in aside else " " * len(aside)

    return re.sub(r"\([^()]*\)", blanked, text)


def _of_each(one: Passage, text: str) -> Iterator[Quota]:
    """Read "mỗi xã có ít nhất 03 pa nô, 10 băng rôn; mỗi xóm có 02 khẩu hiệu"."""
    each = [
        named
        for at in _EACH.finditer(text)
        if not one.text.startswith(("môi", "Môi"), at.start())  # "vệ sinh môi trường"
        and (named := units(one, text, at.start(), at.end()))
    ]
    for index, named in enumerate(each):
        end = clause(text, named.start, named.end)[1]
        limit = each[index + 1].start if index + 1 < len(each) else end
        yield from _owed(one, text, named, min(limit, end))


def _owed(one: Passage, text: str, named: Units, end: int) -> Iterator[Quota]:
    """Yield the numbers that follow the units, else the one that stands before them."""
    previous: int | None = None
    for found in _AMOUNT.finditer(text, named.end, end):
        if not _counts(text, found):
            continue
        if previous is not None and not _MORE.fullmatch(text, previous, found.start()):
            break
        yield _quota(one, found, named)
        previous = found.end()
    if previous is None and re.search(
        r"(?<!\w)(?:tai|o|cho|tren|trong)\s+$", text[max(named.start - 8, 0) : named.start]
    ):
        # "tổ chức ít nhất 02 hội nghị tiếp xúc cử tri tại mỗi đơn vị bầu cử"
        low = clause(text, named.start, named.end)[0]
        before = _AMOUNT.finditer(text, low, named.start)
        sure = [found for found in before if found["least"] and _counts(text, found)]
        yield from (_quota(one, found, named) for found in sure[-1:])


def _counts(text: str, found: re.Match[str]) -> bool:
    """Whether a number is owed: no cap, no length of time, no second way to fulfil it."""
    before = text[max(found.start() - 24, 0) : found.start()]
    if before.endswith("tu ") and _UPWARDS.match(text, found.start("unit")):
        return False  # "mỗi khu nhà trọ từ 20 phòng trở lên dán ít nhất 02 áp phích"
    counted = found["unit"].strip('"') not in _NO_UNIT
    return counted and not _CAP.search(before) and not _BESIDE.search(before)


def _quota(one: Passage, found: re.Match[str], named: Units) -> Quota:
    number = int(found["number"]) if found["number"] else _NUMBERS[found["word"]]
    unit = _unit(one, found.start("unit"))
    end = max(found.start("unit") + len(unit), named.end)
    return _made(one, number, unit, named, (min(found.start(), named.start), end))


def _made(one: Passage, number: int, unit: str, named: Units, place: tuple[int, int]) -> Quota:
    """Return a quota at the first line of its paragraph or item, as duties are (FORMAT.md)."""
    start, end = place
    glued = [found.end() for found in _GLUED.finditer(one.text, 0, start + 1)]
    line = one.line_at(glued[-1]) if glued else one.line
    said = on_line(one, start, end) if one.line_at(start) == line else ""
    return Quota(number, unit, named.names, line, said)


def _unit(one: Passage, at: int) -> str:
    end = _UNIT_ENDS.search(one.plain, at)
    name = one.text[at : end.start() if end else len(one.text)]
    return " ".join(name.split()[:LONGEST_UNIT]).strip(' "“”')


def _per_slash(one: Passage, text: str) -> Iterator[Quota]:
    """Read "ít nhất 02 pano/xã", "01 khẩu hiệu/khu phố"; "02 buổi/ngày" is a rhythm."""
    for slash in _SLASH.finditer(text):
        if TIMES.match(text, slash.end()):
            continue
        named = units(one, text, slash.start(), slash.end())
        low = max(slash.start() - 50, 0)
        amounts = list(_AMOUNT.finditer(text, low, slash.start())) if named else []
        if named and amounts and amounts[-1]["unit"] not in _NO_UNIT:
            between = text[amounts[-1].end() : slash.start()]
            if not re.search(r"[,;.\d]", between):
                yield _quota(one, amounts[-1], named)


def _of_all(one: Passage, text: str, lead: str, named: Units) -> Iterator[Quota]:
    """Read "tất cả trụ sở, điểm trường phải treo cờ", "100% nhà văn hóa có tối thiểu 01 bảng".

    "Vận động 100% hộ dân treo cờ" is an aim, and "tất cả cơ quan treo cờ rủ" a window.
    """
    end = clause(text, named.start, named.end)[1]
    if lead != "cac":
        amounts = _AMOUNT.finditer(text, named.end, end)
        sure = next((found for found in amounts if found["least"]), None)
        if sure is not None and _counts(text, sure):
            yield _quota(one, sure, named)
            return
    must = _MUST.search(text, named.end, min(end, named.end + 90))
    if must is None or ":" in text[named.end : must.start()]:
        return
    if must["must"]:
        owed = lead != "cac" or "phai" in must["must"]
    else:
        owed = lead.startswith("tat") and must["unit"] != "co"
    if owed:
        unit = _unit(one, must.start("unit"))
        yield _made(one, 1, unit, named, (named.start, must.end("unit")))

"""Who issues a paper: by its head, else by who hands it on, by its signature, by who speaks in it.

A head names the parent body and under it the issuer (Nghị định 30/2020/NĐ-CP, article 8; Hướng
dẫn 36-HD/VPTW): "UBND TỈNH HÀ NAM / SỞ Y TẾ" is "Sở Y tế tỉnh Hà Nam". Where a stamp's name stands
there too, the symbol of the number tells the issuer: SYT can be Sở Y tế.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planner.documents.fields import heads
from planner.documents.fields.heads import Piece
from planner.documents.fields.kind import SYMBOLS
from planner.documents.fields.names import Place, composed, dated_at, place_of, placed, written
from planner.documents.fields.slips import likelier, mended
from planner.documents.papers.bodies import first_verb
from planner.documents.papers.papers import Paper
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import plain
from planner.documents.papers.signs import BODY, DATE_LINE, NUMBER_LINE

_WHERE = re.compile(r"^(?P<place>[^,;:(]{2,40}),\s*(?:ngay|thang)\b")
_NO_BODY = re.compile(
    r"(?:phong,? chong|bao ve|bao dam|bao ton|truong (?:ban|phong)|so\W*\d|so\s*[:./]|ban hanh"
    r"|doan ket|hoi nghi)"
)
"""Words that begin like a body's name and are none: they go on with the line above."""
_SIGNER = re.compile(
    r"(?:pho )?(?:chu tich|giam doc|bi thu|truong ban|truong phong|chanh|chu nhiem|tong bien tap)\b"
)
_GOES_ON = re.compile(
    r"(?:tinh|thanh pho|huyen|quan|xa|phuong|thi xa|thi tran|dac khu|tp|va|viet nam|khoa|nhiem ky"
    r"|cap|ve|&)(?!\w)(?! (?:uy|doan)\b)"
)
_UNFINISHED = re.compile(
    r"(?:van phong|ban thuong vu|ban chap hanh|ban chi dao|bo chi huy|ban chi huy|ban can su dang"
    r"|dang uy|dang doan|hoi dong|uy ban"
    r"|thuong truc|ban to chuc|bo tu lenh|trung tam|hoi|so|phong|ban|truong|doan)$|.*(?:\b(?:va"
    r"|cua|cac|ve)|[,&-])$"
)
"""Names that are none yet: the next line goes on, even with a body ("ĐẢNG ỦY / CÔNG AN TỈNH")."""
_YOUTH = re.compile(r"doan (?:thanh nien cong san|tncs) ho chi minh$")
_JOINT = re.compile(
    r"(?:KHPH|CTPH|CTRPH|HDPH|QCPH|KHLT|HDLT|NQLT|CTLT|TTLT|TBLT|QCLT|LT|KHLN|HDLN|KHLN)$",
    re.IGNORECASE,
)
_MARKS = {"motto": heads.MOTTO, "number": NUMBER_LINE, "date": DATE_LINE}
_LONGEST_NAME = 110
_RUNNING = 80


@dataclass(slots=True)
class _Name:
    """A name that grows with the lines of its column."""

    text: str
    last: Piece


def read(
    paper: Paper, symbol: str = "", letter: str = "", given: str = ""
) -> tuple[str, Passage | None]:
    """Return the issuer's name and the passage that gives it.

    `letter` is who issued it as the covering letter says, `given` where that letter was written;
    both serve only a paper that has lost its own head.
    """
    chains = _chains(paper)
    where = dated_at(place(paper) or given)
    said, speaker = _speaker(paper)
    if chains:
        name, at = _of_head(chains, where, symbol, (said, speaker))
        return _agreeing(name, where, paper), at
    if letter:
        return placed(written(letter), where), None
    signed, at = _signature(paper)
    if signed and re.fullmatch(r"ban (?:thuong vu|chap hanh|can su dang|can su)", plain(signed)):
        signed = "" if plain(said).startswith(plain(signed)) else _longer(paper, signed)
    if signed:
        return placed(written(signed), where), at
    return (placed(written(said), where) if said else "", speaker)


def _of_head(
    chains: Sequence[Sequence[_Name]], where: Place, symbol: str, said: tuple[str, Passage | None]
) -> tuple[str, Passage | None]:
    named = [
        (composed(*_own(chain, at), where), one) for chain in chains for at, one in enumerate(chain)
    ]
    last = [(composed(*_own(chain, len(chain) - 1), where), chain[-1]) for chain in chains]
    if _is_joint(symbol) or len(chains) > 1:
        both = [name for name, _ in last]
        return _together(both), last[0][1].last.passage
    fitting = [(name, one) for name, one in named if fits(name, symbol)]
    name, one = last[-1]
    if symbol and not fits(name, symbol):
        if fitting:
            name, one = fitting[-1]
        elif said[0] and fits(written(said[0]), symbol):
            return placed(written(said[0]), where), said[1]
    return name, one.last.passage


def _agreeing(name: str, where: Place, paper: Paper) -> str:
    """Put right a place that recognition damaged in the head and not in the line of the date."""
    place = place_of(name)
    if not place or not where or place.name == where.name:
        return name
    whole = " ".join(one.plain for one in paper.passages)
    return name.replace(place.name, likelier(place.name, where.name, whole))


def _own(chain: Sequence[_Name], at: int) -> tuple[str, str]:
    return chain[at].text, chain[at - 1].text if at else ""


def _is_joint(symbol: str) -> bool:
    return any(_JOINT.match(part) for part in re.split(r"[-/]", symbol))


def _together(names: Sequence[str]) -> str:
    """Join the names of those who issue together; a place told with the last one is for all."""
    place = place_of(names[-1])
    return " - ".join(placed(name, place) if name.startswith("Sở") else name for name in names)


def fits(name: str, symbol: str) -> bool:
    """Whether a number's symbol can stand for a body.

    >>> fits("Sở Y tế tỉnh Hà Nam", "2381/SYT-VP"), fits("Trung tâm Y tế", "2381/SYT-VP")
    (True, False)
    """
    initials = "".join(word[0] for word in re.findall(r"[a-z]+", plain(name)) if word != "va")
    parts = [
        re.sub(r"\d", "", plain(part))
        for part in re.split(r"[-/.]", symbol.replace("Th.U", "TU"))
        if part.upper() not in SYMBOLS
    ]
    return any(len(part) > 1 and part.isalpha() and initials.startswith(part) for part in parts)


def _chains(paper: Paper) -> list[list[_Name]]:
    """Return the bodies that the head names, the parent first: a chain for each issuer."""
    columns: dict[int, list[_Name]] = {}
    seen: set[str] = set()
    for piece in heads.head(paper):
        column = columns.setdefault(piece.column, [])
        complete = len(seen) == len(_MARKS) and any(columns.values())
        if complete or heads.SUBJECT.match(piece.plain):
            break  # what follows is a stamp's or the subject's
        seen |= _marks(piece)
        text = mended(heads.left(piece)) if piece.is_caps else heads.left(piece)
        if heads.STAMP.match(piece.plain):
            _unstamped(column, piece)
        elif _YOUTH.match(plain(text)) and any(columns.values()):
            continue  # the Youth Union's own motto, over the right column
        elif text and _may_name(text, piece):
            _grow(column, text, piece)
    chains = [column for column in columns.values() if column]
    if not seen:
        return []
    for chain in chains:
        halves = list(_halves(chain))
        if len(halves) > 1:
            return halves
    return chains


def _marks(piece: Piece) -> set[str]:
    return {name for name, sign in _MARKS.items() if sign.search(piece.plain)}


def _unstamped(column: list[_Name], piece: Piece) -> None:
    """Take back the name over a received stamp: "HUYỆN ĐOÀN TUY AN / Số: 77 Ngày: 02/3/2021"."""
    if column and piece.line <= column[-1].last.line + 1:
        column.pop()


def _may_name(text: str, piece: Piece) -> bool:
    bare = plain(text)
    if (
        len(bare) > _LONGEST_NAME
        or _SIGNER.match(bare)
        or re.match(r"so\W", text.lower())
        or text[:1] in '(“"'
    ):
        return False
    if heads.is_caps(text):
        return True
    starts = bool(BODY.match(bare) or _GOES_ON.match(bare)) and text[:1].isupper()
    return (
        starts
        and len(text) < _RUNNING
        and piece.text[-1:] not in ".;:,/"
        and first_verb(text, 0) is None
    )


def _grow(column: list[_Name], text: str, piece: Piece) -> None:
    bare = plain(text)
    starts = bool(BODY.match(bare)) and not _NO_BODY.match(bare)
    name = column[-1] if column else None
    if name is not None and not (starts and not _UNFINISHED.match(plain(name.text))):
        near = piece.line <= name.last.line + 1
        if (
            (starts or _GOES_ON.match(bare) or near)
            and len(name.text) < _LONGEST_NAME
            and not re.search(r"\d{3}", bare)
        ):
            name.text, name.last = f"{name.text} {text}", piece
    elif starts:
        column.append(_Name(text, piece))


def _halves(chain: list[_Name]) -> Iterator[list[_Name]]:
    """Part "SỞ VĂN HÓA ... - TỈNH ĐOÀN LÀO CAI", two issuers on one line, into a chain each."""
    own = chain[-1]
    parts = re.split(
        r"\s+[-–]\s+|\s+VÀ\s+(?=(?:SỞ|BAN|HỘI|TỈNH ĐOÀN|CÔNG AN|LIÊN ĐOÀN|ỦY BAN)\s)", own.text
    )
    if len(parts) > 1 and all(BODY.match(plain(part)) for part in parts):
        yield [*chain[:-1], _Name(parts[0], own.last)]
        yield from ([_Name(part, own.last)] for part in parts[1:])
    else:
        yield chain


def place(paper: Paper) -> str:
    """Return the place of the line of place and date, as written; "" without one."""
    for piece in heads.pieces(paper.passages[: max(paper.body_at, 12)]):
        found = _WHERE.match(piece.plain)
        if found and DATE_LINE.search(piece.plain):
            return piece.text[: found.end("place")].strip(" *|_")
    return ""


def _signature(paper: Paper) -> tuple[str, Passage | None]:
    for piece in heads.pieces(paper.end):
        found = re.match(r"(?:TM\.?|T/M)\s*(?P<name>.+)$", piece.text)
        if found and BODY.match(plain(found["name"]).strip()):
            return found["name"].strip(), piece.passage
    return "", None


def _longer(paper: Paper, signed: str) -> str:
    """Return the fuller form of a signature's "Ban Thường vụ" that the paper itself uses."""
    of = re.compile(re.escape(plain(signed).strip()) + r"\s+(?:tinh|thanh|huyen|thi|quan|dang) uy")
    for one in paper.passages:
        found = of.search(one.plain)
        if found:
            return one.text[found.start() : found.end()]
    return signed


_BEGINS = re.compile(
    r"(?:^|[,;:.)]\s+|\bgiao\s+)(?=(?:Ủy ban|Uỷ ban|UBND|UBBC|Sở|Ban|Tỉnh ủy|Thành ủy|Huyện ủy"
    r"|Thị ủy|Quận ủy|Đảng ủy|Phòng"
    r"|Văn phòng|Công an|Hội|Tỉnh [đĐ]oàn|Huyện [đĐ]oàn|Đoàn|Trung tâm|Đài|Mặt trận|Bộ Chỉ huy"
    r"|Liên đoàn|Trường)\s)"
)
_SAYS = re.compile(
    r"\s(?=(?:ban hành|xây dựng|thông báo|đề nghị|yêu cầu|hướng dẫn|đề ra|triển khai|ra|lập"
    r"|trân trọng|quyết định|phối hợp"
    r"|thống nhất)\b)"
)
_FILLER = re.compile(r"\s+(?:đã|vừa|mới|tiếp tục|kính|xin|(?:vừa|mới) có)$")
_LONGEST_SPEAKER = 90


def _speaker(paper: Paper) -> tuple[str, Passage | None]:
    """Return who speaks in the paper: "..., Sở Văn hóa, Thể thao và Du lịch ban hành Kế hoạch"."""
    for one in [*paper.title[-1:], *paper.body[:8], *paper.body[-3:]]:
        for verb in _SAYS.finditer(one.text):
            name = speaking(one.text, verb.start())
            if name:
                return name, one
    return "", None


def speaking(text: str, end: int) -> str:
    """Return the body whose name ends at `end` and begins a clause; "" where none does."""
    stretch = text[max(0, end - _LONGEST_SPEAKER) : end]
    begins = [found.end() for found in _BEGINS.finditer(stretch)]
    name = stretch[begins[-1] :] if begins else ""
    name = re.sub(r"\s*\([^)]*\)", "", name)
    return "" if re.search(r"[;:.(]", name) else _FILLER.sub("", name.strip())

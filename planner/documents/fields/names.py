"""Writing the name of a body out: no capitals but where they belong, no abbreviations, its place.

>>> written("UBND TỈNH HÀ NAM")
'Ủy ban nhân dân tỉnh Hà Nam'
>>> composed("SỞ Y TẾ", "UBND TỈNH HÀ NAM")
'Sở Y tế tỉnh Hà Nam'
"""

import re
from dataclasses import dataclass

from planner.documents.fields.heads import is_caps
from planner.documents.papers.plain import plain

_SHORT = (
    (r"UBND", "Ủy ban nhân dân"),
    (r"UBBC", "Ủy ban bầu cử"),
    (r"HĐND", "Hội đồng nhân dân"),
    (r"ĐBQH", "Đại biểu Quốc hội"),
    (r"(?:UB|Ủy ban|ỦY BAN)\s?MTTQ\s?(?:VN|Việt Nam|VIỆT NAM)", "Ủy ban Mặt trận Tổ quốc Việt Nam"),
    (r"UB\s?MTTQ", "Ủy ban Mặt trận Tổ quốc"),
    (r"MTTQ\s?VN", "Mặt trận Tổ quốc Việt Nam"),
    (r"MTTQ", "Mặt trận Tổ quốc"),
    (r"VH,?\s?-?TT\s?(?:&|-|và|VÀ)?\s?DL", "Văn hóa, Thể thao và Du lịch"),
    (r"(?<=Sở )VH\s?[&-]?\s?TT|(?<=SỞ )VH\s?[&-]?\s?TT", "Văn hóa và Thể thao"),
    (r"VH\s?[&-]?\s?TT", "Văn hóa và Thông tin"),
    (r"VH\s?[&-]?\s?XH", "Văn hóa - Xã hội"),
    (r"TT\s?&\s?TT|TT-TT|TTTT", "Thông tin và Truyền thông"),
    (r"GD\s?[&-]?\s?ĐT", "Giáo dục và Đào tạo"),
    (r"LĐ\s?-?\s?TB\s?[&-]?\s?XH", "Lao động - Thương binh và Xã hội"),
    (r"KH\s?&?\s?CN", "Khoa học và Công nghệ"),
    (r"KH\s?&\s?ĐT", "Kế hoạch và Đầu tư"),
    (r"NN\s?[&-]?\s?PTNT", "Nông nghiệp và Phát triển nông thôn"),
    (r"PTNT", "Phát triển nông thôn"),
    (r"NN\s?[&-]?\s?MT", "Nông nghiệp và Môi trường"),
    (r"TN\s?[&-]?\s?MT", "Tài nguyên và Môi trường"),
    (r"GTVT", "Giao thông vận tải"),
    (r"TC\s?-\s?KH", "Tài chính - Kế hoạch"),
    (r"PT\s?[&-]?\s?TH", "Phát thanh và Truyền hình"),
    (r"TT-TH", "Truyền thanh - Truyền hình"),
    (r"TTĐT", "Thông tin điện tử"),
    (r"ATGT", "An toàn giao thông"),
    (r"TNCS", "Thanh niên Cộng sản"),
    (r"LHPN", "Liên hiệp Phụ nữ"),
    (r"CCB", "Cựu chiến binh"),
    (r"LĐLĐ", "Liên đoàn Lao động"),
    (r"CHQS", "Chỉ huy quân sự"),
    (r"BĐBP", "Bộ đội Biên phòng"),
    (r"BHXH", "Bảo hiểm xã hội"),
    (r"KSBT", "Kiểm soát bệnh tật"),
    (r"KSND", "Kiểm sát nhân dân"),
    (r"TAND", "Tòa án nhân dân"),
    (r"BQL", "Ban Quản lý"),
    (r"BCĐ(?=\d)", "Ban Chỉ đạo "),
    (r"BCĐ", "Ban Chỉ đạo"),
    (r"BCH", "Ban Chấp hành"),
    (r"BTV", "Ban Thường vụ"),
    (r"BTT", "Ban Thường trực"),
    (r"CA(?=\s)", "Công an"),
    (r"(?:TP|Tp)\.?(?=\s?\w)", "thành phố "),
    (r"(?:TX|Tx)\.?(?=\s)", "thị xã"),
    (r"(?:Uỷ|UỶ)(?=\s)", "Ủy"),
)
"""Abbreviations as heads have them, and what they stand for; the longer ones first."""
_ABBREVIATIONS = tuple(
    (re.compile(rf"(?<!\w)(?:{short})(?!\w)" if not short.startswith("BCĐ(") else short), long)
    for short, long in _SHORT
)
_PROPER = (
    "Ủy ban", "Hội đồng", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Đảng ủy",
    "Đảng bộ", "Đảng đoàn",
    "Ban cán sự đảng", "Ủy ban Kiểm tra", "Ủy ban bầu cử", "Ban Tuyên giáo và Dân vận",
    "Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Liên hiệp Phụ nữ", "Việt Nam", "Hồ Chí Minh",
    "Công an", "Tỉnh đoàn", "Tổ quốc",
    "Liên đoàn Lao động", "Đoàn tỉnh", "Đoàn huyện", "Bộ đội Biên phòng", "Bộ Chỉ huy quân sự",
    "Ban Chỉ huy quân sự",
    "Bộ Chỉ huy", "Covid", "Văn hóa - Thể thao", "Văn hóa - Thông tin - Thể thao",
    "Ban Tuyên giáo", "Cựu chiến binh", "Văn phòng", "Sở", "Quốc hội", "Hội Nông dân",
    "Liên minh Hợp tác xã",
    "Thông tin và Truyền thông", "Văn hóa, Thể thao và Du lịch", "Văn hóa và Thể thao",
    "Văn hóa và Thông tin", "Văn hóa - Xã hội",
    "Văn hóa, Khoa học và Thông tin", "Giáo dục và Đào tạo", "Lao động - Thương binh và Xã hội",
    "Khoa học và Công nghệ",
    "Kế hoạch và Đầu tư", "Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường",
    "Tài nguyên và Môi trường",
    "Dân tộc và Tôn giáo", "Tài chính - Kế hoạch", "Phát thanh và Truyền hình",
    "Phát thanh - Truyền hình",
    "Truyền thanh - Truyền hình", "Thông tin điện tử", "An toàn giao thông", "Văn hóa - Thông tin",
)  # fmt: skip
"""Words that keep their capitals in running text (Nghị định 30/2020/NĐ-CP, phụ lục II)."""
_CASES = tuple(
    (re.compile(rf"(?<!\w){re.escape(one)}(?!\w)", re.IGNORECASE), one) for one in _PROPER
)
_HEADED = re.compile(
    r"(?<!\w)(?<!ủy )(?:bộ(?! chỉ)|sở|phòng|ban|trung tâm|đài|báo|trường|chi cục|hội)\s+"
    r"(?!cán sự|và\b)\w"
)
"""Behind what sort of body its own name begins: "sở Y tế", "phòng Văn hóa"."""
_INITIALS = re.compile(r"[b-df-hj-np-tv-xz]{3,}")
_SCHOOL = re.compile(
    r"(?i)(?<=^trường )((?:PTDT\w+ )?(?:THCS|THPT|tiểu học|mầm non|cao đẳng"
    r"|đại học)(?: và (?:THCS|THPT))?) (.+)$"
)
LEVEL = r"tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã(?!\s+hội)|phường|đặc khu"
_UNDER = r"(?:tỉnh|thành|huyện|thị|quận|xã) ?(?:ủy|đoàn)(?! ban\b)"
_PLACE = re.compile(
    rf"(?<!\w)(?P<level>{LEVEL}|{_UNDER})\s+(?!ủy\b|đoàn\b|và\b"
    rf"|(?:{LEVEL})\b)(?P<name>\w[^,(]*?)\s*(?=[,(]|\s-\s|$)",
    re.IGNORECASE,
)
_OPEN = re.compile(rf"(?<!\w)(?:{LEVEL}|{_UNDER})$", re.IGNORECASE)
_LEVELS = {
    "tỉnh": "tỉnh",
    "thành": "thành phố",
    "huyện": "huyện",
    "thị": "thị xã",
    "quận": "quận",
    "xã": "xã",
}
_CITIES = {"ha noi", "ho chi minh", "hai phong", "da nang", "can tho", "hue"}
_PARTY = re.compile(r"(?:tinh|thanh|huyen|thi|quan|dang) uy\b")
_ORGAN = re.compile(
    r"(?:ban (?:tuyen giao|dan van|to chuc|noi chinh|xay dung|chi dao|thuong vu|chap hanh"
    r"|thuong truc|van hoa|kinh te|phap che|dan toc)"
    r"|uy ban kiem tra|thuong truc|trung tam (?:boi duong )?chinh tri)"
)
_HAS_ORGANS = re.compile(
    r"(?:(?:tinh|thanh|huyen|thi|quan|dang) uy|hoi dong nhan dan|mat tran|uy ban mat tran|hoi"
    r"|doan|lien doan|(?:tinh|thanh|huyen|thi|quan|xa) doan)\b"
)
_OFFICE = re.compile(r"(?:van phong|thuong truc|co quan thuong truc|ban bien tap)$")
_ROOM = re.compile(r"(?:phong|doi)\b")
_NAMED = re.compile(
    r"(?:truong (?!chinh tri)|benh vien|cong ty|tong cong ty|bao (?!va\b|hiem)|tap chi|vien"
    r"|chi bo|ngan hang)\b"
)
_CENTRAL = re.compile(
    r"bo (?!chi huy|tu lenh)|chinh phu|tong cuc|.*\btrung uong$|van phong (?:chinh phu|quoc hoi"
    r"|trung uong)"
)
_ASSOCIATION = re.compile(
    r"(?:ban (?:chap hanh|thuong vu)|uy ban)\s+(?=(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong)\b)"
)


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its level, "" where only the name is known ("Kiên Giang, ngày ...")."""

    level: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        return bool(self.name)


def written(name: str) -> str:
    """Return a name as in running text: without abbreviations, lowered if it was in capitals."""
    text = " ".join(name.split()).strip(" .,;:*_-–")
    capitals = is_caps(text)
    for short, long in _ABBREVIATIONS:
        text = short.sub(long, text)
    text = " ".join(text.split())
    return _cased(text) if capitals else text


def _cased(text: str) -> str:
    """Lower capitals but those of what a name is made of; letters without a vowel are initials."""
    low = " ".join(
        word if _INITIALS.fullmatch(plain(word)) else word.lower() for word in text.split()
    )
    low = _HEADED.sub(lambda found: found.group()[:-1] + found.group()[-1].upper(), low)
    for pattern, right in _CASES:
        low = pattern.sub(right, low)
    low = _PLACE.sub(
        lambda found: found.group()[: found.start("name") - found.start()] + _titled(found["name"]),
        low,
    )
    low = _SCHOOL.sub(lambda found: f"{found[1]} {_titled(found[2])}", low)
    return low[:1].upper() + low[1:]


def _titled(name: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in name.split())


def place_of(name: str) -> Place:
    """Return the place that a written name carries: a Tỉnh ủy's is its tỉnh."""
    found = _PLACE.search(name)
    if not found:
        return Place()
    level = found["level"].lower()
    known = _LEVELS.get(level.split()[0], "") if re.search(r"ủy|đoàn", level) else level
    return Place(known, found["name"].strip())


def dated_at(text: str) -> Place:
    """Return the place of a line of date: "TP. Huế" is a thành phố, "Hà Nam" may be anything."""
    name = written(text)
    found = re.match(rf"(?P<level>{LEVEL})\s+(?P<name>\S.*)", name, re.IGNORECASE)
    return Place(found["level"].lower(), found["name"]) if found else Place("", name)


def composed(own: str, parent: str = "", where: Place = Place()) -> str:
    """Return a name from its head: its own line, the line over it, the place of the date."""
    name, over = written(own), written(parent)
    bare = plain(name)
    if place_of(name):
        return _of_association(name, over)
    place = place_of(over) or where
    if _OPEN.search(name) or not over:
        return placed(name, place)
    if _PARTY.search(plain(over)) and (_ORGAN.match(bare) or _OFFICE.match(bare)):
        return f"{name} {placed(over, where)}"
    if _OFFICE.match(bare) or (_ORGAN.match(bare) and _HAS_ORGANS.match(plain(over))):
        front = "Ủy ban " if plain(over).startswith("mat tran") else ""
        return f"{name} {front}{placed(over, where)}"
    if _ROOM.match(bare) and re.match(r"(?:so|cong an|bo chi huy)\b", plain(over)):
        return f"{name} {placed(over, where)}"
    return placed(name, place)


def _of_association(name: str, over: str) -> str:
    """Put the association before the place: "BCH TỈNH PHÚ YÊN" stands under "ĐOÀN TNCS"."""
    committee = _ASSOCIATION.match(plain(name))
    if (
        committee is None
        or not over
        or place_of(over)
        or not re.match(r"(?:hoi|doan|lien|mat tran)\b", plain(over))
    ):
        return name
    return f"{name[: committee.end()].strip()} {over} {name[committee.end() :]}"


def placed(name: str, place: Place) -> str:
    """Add its place to a written name that lacks it."""
    bare = plain(name)
    if (
        not place
        or place_of(name)
        or re.search(rf"(?<!\w){re.escape(plain(place.name))}(?!\w)", bare)
    ):
        return name
    if _OPEN.search(name):
        return f"{name} {place.name}"
    if _NAMED.match(bare) or _CENTRAL.match(bare):
        return name
    level = place.level
    if not level and re.match(r"(?:so|chi cuc|thanh tra)\b", bare):
        level = "thành phố" if plain(place.name) in _CITIES else "tỉnh"
    return f"{name} {level} {place.name}" if level else f"{name} {place.name}"

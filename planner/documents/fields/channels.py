"""The channels that a paper asks to use, by the words of domain and Nghị định 49/2024/NĐ-CP.

Words are compared without marks, for papers write băng-rôn, băng zôn, băng rol. A word that only
names an addressee or an office ("Sở Văn hóa, Thể thao và Du lịch") asks for nothing, nor does what
is to be stopped or taken down ("tháo dỡ băng rôn").

>>> sorted(code for code, pattern in WORDS.items() if pattern.search("treo bang zon, dan ap phich"))
['banner']
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from planner.documents.papers.outline import Node
from planner.documents.papers.papers import Paper
from planner.documents.papers.passages import Passage
from planner.documents.papers.plain import words
from planner.documents.reading import Channel
from planner.domain import scope

WORDS = {
    "press": words(
        "bao chi", "bao in", "bao dien tu", "bao noi", "bao hinh", "chuyen trang", "chuyen muc",
        "phong su", "tin,? bai", "trailer", "toa dam (?:tren|truyen hinh|phat thanh)", "tuyen bai",
        "(?:phuong tien )?thong tin dai chung", "truyen thong dai chung", "phat song",
        "song (?:phat thanh|truyen hinh)", "chuong trinh (?:phat thanh|truyen hinh)", "tren song",
        "(?:tren|tai) (?:bao(?! cao)|dai (?:phat|truyen hinh|pt|tieng|tinh|thanh pho)|tap chi)",
        "(?:tong thuat|truyen hinh|phat thanh) truc tiep", "ban tin thoi su", "tap chi",
        "thoi luong,? (?:phat song|tan suat)", "chay chu", "hop bao", "thong cao bao chi",
    ),
    "portal": words(
        "cong,?(?:/|,? va |, )?trang thong tin(?: dien tu)?", "(?:cong|trang) thong tin dien tu",
        "trang tin dien tu", "(?:cong|trang|cong/trang) ttdt", "web[- ]?site", "trang web",
        "cong thong tin", "cong/trang", "tren cong",
    ),
    "social": words(
        "mang xa hoi", "facebook", "zalo", "you[ ]?tube", "tik[ ]?tok", "fan[ ]?page",
        "nen tang (?:mang|so)",
        "(?:video,? )?clips?", "video ngan", "infographics?", "live[ ]?stream", "podcasts?",
        "instagram",
        "twitter", "lotus", "do hoa thong tin", "media",
        "(?:khong gian|moi truong) mang (?:qua|bang)",
    ),
    "sms": words("nhan tin", "tin nhan", "sms"),
    "loudspeaker": words(
        "truyen thanh", "loa (?:phuong|xa|thon|ap|khu pho|to dan pho|phat thanh|cong cong|co dinh)",
        "(?:he thong )?thong tin co so", "tiep am", "tiep song", "(?:cum|he thong) loa",
    ),
    "banner": words(
        "bang[- ]?(?:ron|zon|rol|roll|giac|zone|don|rong)", "pa[- ]{0,2}no", "bieu ngu",
        "ap[- ]?phich",
        "tranh (?:co dong|tuong|tuyen truyen)", "co (?:phuon|duoi nheo|chuoi|hoi|trang tri|day)",
        "hong ky", "cum co dong", "cong chao", "bang (?:dien tu|led|quang cao)",
        "(?:co dong )?truc quan",
        "man hinh (?:led|dien tu|lon)", "led",
        "(?:treo|cang|dung|ke|ve|lap dat|gan|trung) {4}khau hieu",
        "khau hieu {2}(?:treo|tren|bang tuong|truc quan|tai|ngang)", "bang,? khau hieu", "standee",
        "phuong don", "phuon(?: tha)?", "band[ ]?roll", "hop den",
    ),
    "flag": words(
        "(?:treo|co) {3}co to quoc", "co to quoc", "quoc ky", "co dang", "co do sao vang",
        "treo co",
        "co ru", "bua liem",
    ),
    "board": words("bang tin", "bang thong bao"),
    "mobile": words(
        "xe (?:loa|co dong|thong tin|tuyen truyen)", "xe o to {4}(?:loa|luu dong)",
        "xe may gan loa",
        "luu dong", "loa (?:tay|keo|di dong)",
    ),
    "oral": words(
        "tuyen truyen mieng", "bao cao vien", "tuyen truyen vien", "hoi nghi", "tung ngo",
        "hop (?:dan|thon|ban|ap|to dan|khu|chi bo|khoi|chi hoi|xom|lang)", "sinh hoat",
        "noi chuyen",
        "(?:tuyen truyen|truyen thong) truc tiep", "toa dam", "hoi thao", "doi thoai", "chao co",
        "tap huan", "gap mat",
    ),
    "print": words(
        "to (?:roi|gap|buom)", "sach", "(?:bo )?tai lieu", "so tay", "ban tin(?! thoi su)",
        "tap gap",
        "xuat ban pham", "an pham", "cam nang", "lich treo tuong", "tap san",
        "ky yeu", "thu ngo",
    ),
    "event": words(
        "hoi (?:thi|dien|cho)", "cuoc thi", "trien lam", "trung bay", "van nghe", "the thao",
        "the duc",
        "mit tinh", "dang (?:huong|hoa)", "lien hoan", "bieu dien", "ngay hoi", "le hoi",
        "festival",
        "le (?:vieng|ky niem|phat dong|ra quan|khai mac|be mac|tuyen duong|ton vinh|huong ung"
        "|cong bo"
        "|don nhan|thap nen|khanh thanh|gan bien|khoi cong|dang huong|trao giai|dieu hanh)",
        "ra quan",
        "giai (?:chay|bong|the thao|viet|co|dua|cau)", "ban phao hoa", "giao luu", "dien dan",
        "tuan le",
        "chuong trinh nghe thuat", "thi (?:tim hieu|viet|sang tac|truc tuyen|ve|rung chuong)",
        "hoat dong van hoa", "chieu phim", "cau truyen hinh", "(?:ngay|duong) chay", "dong dien",
        "dieu hanh", "roc anh", "toa dam khoa hoc",
    ),
}  # fmt: skip
"""The words of each channel, in the plain form."""

_MARKED = {
    "sach": ("sách", re.compile(r"(?:danh|chính|ngân|đối|quốc|chánh|trong)\s$")),
    "nhan tin": ("nhắn", None),
    "hop bao": ("họp", None),
    "thi viet": ("thi", re.compile(r"đô\s$")),
    "co hoi": ("cờ", None),
    "hoi cho": ("hội chợ", None),
    "co dang": ("cờ", None),
    "co ru": ("cờ", None),
    "treo co": ("treo cờ", None),
    "sinh hoat": ("sinh", re.compile(r"(?:rác|thải|rắn|nước|đồ dùng|phí)\s$", re.IGNORECASE)),
}
"""Words that without marks are others too (danh sách, xanh - sạch, cơ hội): how they are spelt."""

_ADDRESSED = re.compile(
    r"cac co quan bao chi(?! (?:cua tinh )?(?:mo|xay dung|dang|phat|tang))|phat ngon|hoi nha bao"
    r"|cung cap [^,;.]{0,40}cho (?:cac co quan )?bao chi|quan ly (?:hoat dong )?bao chi|hoi van hoc"
    r"|bao chi,?\s*(?:-|va) xuat ban|thu truong|tin cung chuyen muc|dai hoi the thao"
    r"|hoi nghi (?:lan thu|trung uong)|ke hoach tuyen truyen,? co dong truc quan"
    r"|(?:so|phong|bo|ban|trung tam|cong chuc) van hoa(?:[\s,&-]+(?:va\s+)?(?:the thao|thong tin"
    r"|truyen thong"
    r"|truyen thanh|truyen hinh|du lich|gia dinh|nghe thuat|xa hoi))*"
    r"|van hoa,? (?:va )?the thao(?: va du lich)?"
    r"|so thong tin va truyen thong|trung tam truyen thong|cac so,? ban"
    r"|dai (?:phat thanh|truyen thanh)(?:,? va|\s*-|,)? truyen hinh|dai pt\s?[-&]?\s?th"
    r"|bao va phat thanh,? truyen hinh"
)
"""Names of bodies and of meetings, in which words of channels stand and ask for nothing."""
_LOOSE = re.compile(
    r"chuyen muc|tin,? bai|phat song|chuong trinh\s+phat thanh|chuyen trang|toa dam|tren song"
)
"""Words of the press that loudspeakers, portals and networks use too."""
_PRESS = re.compile(
    r"(?<!\w)(?:bao(?! cao| dam| ve| ton)|tap chi|truyen hinh|dai phat thanh|pt\s?[-&]\s?th"
    r"|dai chung)(?!\w)"
)
_OTHER = re.compile(
    r"(?<!\w)(?:truyen thanh|loa|fan ?page|cong thong tin|(?:tren|cua) cong|trang (?:thong tin"
    r"|cong dong|web)|zalo|facebook|mang xa hoi)(?!\w)"
)
_DOES = re.compile(
    r"(?:^|\W)(?:(?:de nghi|giao|yeu cau|cac)\s+)?(?:bao(?: chi|(?: va|,)? (?:phat thanh|dai)"
    r"| [^\s,]+(?: [^\s,]+)?,? (?:va )?dai)|dai (?:phat thanh|pt))[^.;:]{0,90}?"
    r"\s(?:thong tin|tuyen truyen|dua tin|tiep song|dang|mo|tang|danh|phan anh"
    r"|phat(?! thanh))(?!\w)"
)
"""The press itself asked to do its work: "Đề nghị Báo Trà Vinh, Đài ... thông tin rộng rãi"."""
_STOPPED = re.compile(
    r"(?<!\w)(?:khong (?:to chuc|treo|phat|su dung)|tam dung|ngung|hoan|thao do|thao go|thao,"
    r"|che phu|go bo|huy bo)\s[^;.]{0,90}$"
)
_REPORTED = re.compile(
    r"(?:tiep song|tiep am|dua tin|tuong thuat|phan anh|truc tiep)\s[^,;.]{0,20}$"
)
"""What the press only carries: "tiếp sóng Lễ viếng"."""
_GROUND = re.compile(
    r"(?:can cu|kinh gui|tren day la|noi nhan|thuc hien (?:ke hoach|huong dan|chi thi|cong van"
    r"|nghi quyet)"
    r"|ngay [\d/.-]+,? [^.;:]{3,80} (?:co|ban hanh) (?:van ban|cong van|ke hoach|thong bao))\b"
)
_SKIPPED = {("purpose",), ("slogans",), ("report",)}


def read(paper: Paper, root: Node) -> tuple[Channel, ...]:
    """Return each channel once, at the first words that ask for it."""
    found: dict[str, Channel] = {}
    shared: Channel | None = None
    asking = list(_asking(paper, root))
    for one in asking:
        for code, at, end in _said(one, WORDS.keys() - found.keys()):
            channel = Channel(code, one.line_at(at), one.text[at:end])
            if code == "press" and _LOOSE.fullmatch(one.plain, at, end):
                shared = shared or channel
            else:
                found[code] = channel
    if shared and "press" not in found and any(_PRESS.search(one.plain) for one in asking):
        found["press"] = shared
    return tuple(found[code] for code in WORDS if code in found)


def _asking(paper: Paper, root: Node) -> Iterator[Passage]:
    """Yield the passages in which a paper asks for something: not purpose, grounds, recipients."""
    for node in root.children:
        yield from _under(node)
    yield from (one for one in paper.annex if one.cells)


def _under(node: Node) -> Iterator[Passage]:
    one = node.passage
    if one is None or node.sections[:1] in _SKIPPED:
        return
    if _GROUND.match(one.words) and not node.children and not node.sections:
        return
    yield one
    for child in node.children:
        yield from _under(child)


def said(one: Passage) -> Iterator[tuple[str, int, int]]:
    """Yield the codes of the channels that a passage asks for, with the words' places."""
    return _said(one, WORDS.keys())


def _said(one: Passage, wanted: AbstractSet[str]) -> Iterator[tuple[str, int, int]]:
    text = ""
    for code in wanted:
        at = None
        if WORDS[code].search(one.plain):
            text = text or _ADDRESSED.sub(lambda found: "#" * len(found.group()), one.plain)
            asked = (found for found in WORDS[code].finditer(text) if _asked(one, code, found))
            at = next((found.span() for found in asked), None)
        if at is None and code == "press" and (does := _DOES.search(one.plain)):
            at = does.span()
        if at is not None:
            yield code, *at


def _asked(one: Passage, code: str, found: re.Match[str]) -> bool:
    """Whether the clause around a word asks to use it, and neither watches nor stops it."""
    start, end = _clause(one.plain, found.start())
    before = one.plain[start : found.start()]
    if not _is_spelt(one.text, found) or _STOPPED.search(before):
        return False
    if code == "event" and _REPORTED.search(before):
        return False
    if code == "press" and _LOOSE.fullmatch(found.group()) and _is_of_others(one.plain[start:end]):
        return False
    return bool(scope.inside(one.text[start:end]))


def _is_spelt(text: str, found: re.Match[str]) -> bool:
    """Whether the text's own letters are the channel's word, where there are others like it."""
    spelt, not_behind = _MARKED.get(" ".join(found.group().split()), ("", None))
    own = text[found.start() : found.end()].lower()
    if not_behind and not_behind.search(text[max(found.start() - 9, 0) : found.start()].lower()):
        return False
    return not spelt or own.startswith(spelt) or own.isascii()


def _is_of_others(clause: str) -> bool:
    """Whether a clause speaks of another medium and not of the press."""
    return bool(_OTHER.search(clause)) and not _PRESS.search(clause)


def _clause(text: str, at: int) -> tuple[int, int]:
    """Return where the clause around a place begins and ends: at a semicolon or a full stop."""
    start = max(text.rfind(sign, 0, at) for sign in (";", ". ")) + 1
    ends = [end for sign in (";", ". ") if (end := text.find(sign, at)) >= 0]
    return start, min(ends, default=len(text))

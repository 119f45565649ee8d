"""The one gate: what the planner plans, and what it shows in a plan's text and leaves alone.

It plans what an agency publishes or organises under its own name, on its own channel. Duties to
watch, block, police, sanction or discipline people, to collect what people think, or to post
without saying who speaks stop here, and so does what can't be told from them. Everything that a
document brings in passes through `inside` or `admit`: duties, themes, titles, windows, deadlines,
quotas, and the names under which work is matched by hand.

The gate trusts a mark in the document, and looks at the words as well, so that a mark that was
forgotten does not let such a duty through. Nothing takes a mark away.
"""

import re
import unicodedata
from dataclasses import replace

from planner.domain.model import Block, Plan
from planner.domain.words import fold

# Words are compared without their marks, since scans and typing lose them. "{n}" stands for up to
# n words between. A phrase that marks would tell from a harmless one names what must not follow.
_STOPS: dict[str, tuple[str, ...]] = {
    "watching what people think or say": (
        "(?<!nguoi dan )nam (bat(?! dau)|chac|sat(?! nhap)|tinh hinh|va du bao|dien bien)",
        "(nam|theo doi|tong hop|danh gia|du bao|phan anh) {6}(tu tuong|tam trang|du luan|nhan dan)",
        "(nam|theo doi|tong hop|danh gia|du bao) {6}(tin do|ton giao|dan toc|quan chung)",
        "(theo doi|ra soat|quet|kiem soat|quan ly) {6}(thong tin|mang|internet|tai khoan)",
        "(theo doi|ra soat|quet|kiem soat|quan ly) {6}(binh luan|bao chi|trang|nguoi|doi tuong)",
        "du bao {3}tinh hinh|giam sat (?!chat luong)|kiem duyet|truy vet|to giac",
        "ra soat {6}(ho|nguoi|ca nhan)|(lap|thong ke|lam) {2}danh sach",
        "danh sach {3}(nguoi|ho|tai khoan|doi tuong)|nhac nho {2}(ho|nguoi|dan|ca nhan|co so)",
        "phat hien {10}(tu tuong|bieu hien|vi pham|doi tuong|tai khoan|suy thoai)",
        "phat hien {4}(thong tin|van de|dau hieu)",
    ),
    "collecting what people think": (
        "dieu tra {2}(du luan|xa hoi)|tham do (?!(ruc|tham|choi))|du luan vien",
        "thu thap {3}thong tin|(lay|thu thap|khao sat|tong hop|thong ke|nam|nghe) {2}y kien",
        "cong tac vien du luan",
    ),
    "blocking, policing, sanctioning, discipline": (
        "khoa {2}(tai khoan|trang)|lap bien ban|phat tien|kiem diem|ngan chan|chan {1}loc",
        "go {3}(bai|trang|noi dung)",
        "chan {2}(trang|tai khoan|website|mang)|trinh sat|truy (tim|bat)",
        "phoi hop {1}cong an|cong an {4}xu ly|xoa {2}(bai|tin|binh luan)",
        "han che hien thi|bao cong an|doi tuong xau",
        "go bo|boc go|vo hieu hoa|trieu tap|tran ap|ran de",
        "xu ly {6}(nghiem|vi pham|doi tuong|thong tin|tin|tai khoan|hanh vi|bai|nguoi)",
        "xu ly {6}(co quan|to chuc|ca nhan|phat tan|tan phat|truong hop|kip thoi|bieu hien)",
        "xu (ly )?(phat|nghiem)|ky luat|chan chinh(?! trang)|uon nan|thanh tra|canh cao",
        "kiem tra {8}(thong tin|bao chi|mang|chap hanh|phat ngon|vi pham|viec thuc hien)",
        "to kiem tra",
        "(luc luong|bien phap) (nghiep vu|chuyen trach)",
        "(?<!luat )an ninh (mang|tu tuong|chinh tri)",
        "tu dien bien|tu chuyen hoa|suy thoai|bao ve bi mat|giu {2}bi mat",
    ),
    "posting without saying who speaks": (
        "kols?|nguoi {2}co {2}anh huong|an danh|giau ten|tai khoan (ao|phu|ca nhan)",
        "cai cam|seeding|nhom kin|(hoi|cac) nhom|nhom zalo|dan dat {1}du luan",
        "luc luong {6}binh luan|khong neu ten|trang ca nhan|like {2}share|share {2}bai",
        "luc luong (47|35)|ban chi dao 35|(chuyen gia|luc luong) {2}cong tac vien",
        "(nguoi dan|can bo|dang vien|doan vien|hoi vien) {8}(dang tai|chia se|binh luan|like)",
        "(hoc sinh|sinh vien|nhan vien|cong tac vien) {8}(dang tai|chia se|binh luan|viet bai)",
        "luot {2}(chia se|binh luan|tuong tac)|chia se {3}san pham dau tranh",
        "(huy dong|van dong|tranh thu) {12}(dang tai|chia se|binh luan|tuong tac)",
    ),
}
_FIGHT = ("dau tranh|phan bac|chong pha|thu dich|sai trai|xuyen tac|xau doc",)
_PUBLISH = (
    "mo {2}chuyen|chuyen trang|chuyen muc|tuyen truyen|dang (tin|bai)|treo|bac bo|dinh chinh",
    "phat (song|tin|thanh|ban tin)|tin bai|bai viet|toa dam|phong su|trung bay|trien lam",
    "hoi thi|cuoc thi|bien soan|gioi thieu|phe (phan|binh)|tap huan|boi duong|pho bien",
)
_ORGANISE = (
    "dang tai|thong tin|to chuc|huong dan|xay dung|phat dong|cung cap|bao cao|cap nhat|trien khai",
    "ton vinh|bieu (dien|duong)|chieu phim|sang tac|quang ba|nhan tin|in va phat|phat to roi|viet",
    "dung (cum|pano|cong)|lam cong chao|trang tri",
    "chinh trang|khen thuong|van (nghe|dong)|dong vien",
    "so ket|tong ket|hoc tap|giao duc|quan triet|tham muu|ho tro|day manh|nang {1}(cao|chat luong)",
    "phuc vu|tang (thoi luong|dien tich)|le (ky niem|dang huong|vieng)|ra quan|chuan bi|giai quyet",
    "trailer|phim|truyen (thong|thanh)|dien dan|tiep tuc|tang cuong",
    "phat huy|khuyen khich|phan anh|lan toa|mo lop|mung|chao mung",
)
_NAMES = re.compile(
    r"việt nam|miền nam|ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân", re.IGNORECASE
)
"""Names whose words would be taken for others once their marks are gone."""


def _words(*phrases: str) -> re.Pattern[str]:
    """Compile phrases of whole words; "{n}" is up to n words between."""
    joined = re.sub(r"{(\d+)}", r"(?:\\w+ ){0,\1}", "|".join(phrases).replace("y", "i"))
    return re.compile(rf"\b(?:{joined})\b")


_WATCH = _words(*(phrase for phrases in _STOPS.values() for phrase in phrases))
_FIGHTS = _words(*_FIGHT)
_PUBLISHES = _words(*_PUBLISH)
_STANDS = _words(*_PUBLISH, *_ORGANISE)
"""Words by which a clause stands for itself beside one that is outside."""
_CLAUSES = re.compile(r"[;.]\s+|;\s*|\s*[,;]?\s+(?:đồng thời|qua đó)\s+", re.IGNORECASE)


def inside(text: str, *, marked: bool = False) -> bool:
    """Whether the whole of `text` is about publishing or organising under one's own name.

    `marked` is the document's own mark, which always holds. Words of fighting views ("đấu tranh,
    phản bác") are unsure unless the same clause says what is published, and unsure is outside.
    """
    return not marked and all(_clause_inside(one) for one in clauses(text))


def admit(text: str, *, marked: bool = False) -> str:
    """Return the clauses of `text` that are inside, joined; empty when none is.

    A line that is all inside stays as it is written. One that mixes both is split by clause: at a
    full stop, a semicolon, "đồng thời", "qua đó". Commas split nothing, since what stands between
    them can't be told apart safely; and a clause that only hangs on an outside one ("đặc biệt là
    ...") goes with it.
    """
    if marked:
        return ""
    parts = clauses(text)
    left = [one for one in parts if _clause_inside(one)]
    if len(left) == len(parts):
        return text
    return "; ".join(one for one in left if _STANDS.search(_plain(one)))


def admit_duty(text: str, *, marked: bool = False) -> str:
    """Return what is inside of work that a document gives: as `admit`, and sure to be so.

    A theme may be any words; work must say that something is published or organised, in one
    clause at least. What says neither is unsure, and unsure is outside.
    """
    left = admit(text, marked=marked)
    return left if _STANDS.search(_plain(left)) else ""


def clauses(text: str) -> list[str]:
    """Split a line into its clauses, without the ends' punctuation."""
    return [part.strip(" ,;.") for part in _CLAUSES.split(text) if part.strip(" ,;.")]


def _clause_inside(clause: str) -> bool:
    words = _plain(clause)
    if _WATCH.search(words):
        return False
    return not _FIGHTS.search(words) or bool(_PUBLISHES.search(words))


def _plain(clause: str) -> str:
    """Return a clause's words as the phrases are written: no marks, and i for y (kỉ, kỷ)."""
    return fold(_NAMES.sub("", unicodedata.normalize("NFC", clause))).replace("y", "i")


def held(plan: Plan) -> Plan:
    """Return the plan without anything outside the scope: the only form in which it is planned.

    Themes and duties that mix both keep their inside clauses; a block without a duty left
    addresses nobody and is gone.
    """
    blocks = (_block(one) for one in plan.blocks)
    themes = tuple(
        replace(one, title=left)
        for one in plan.themes
        if (left := admit(one.title, marked=one.outside))
    )
    return replace(
        plan,
        title=plan.title if inside(plan.title) else "",
        themes=themes,
        channels=tuple(
            replace(one, words=left)
            for one in plan.channels
            if not one.outside and ((left := admit(one.words)) or not one.words)
        ),
        windows=tuple(one for one in plan.windows if not one.outside),
        blocks=tuple(one for one in blocks if one.duties),
        deadlines=tuple(
            replace(one, title=left)
            for one in plan.deadlines
            if (left := admit_duty(one.title, marked=one.outside))
        ),
        quotas=tuple(one for one in plan.quotas if inside(one.unit, marked=one.outside)),
    )


def _block(block: Block) -> Block:
    kept = (
        replace(one, text=left)
        for one in block.duties
        if (left := admit_duty(one.text, marked=one.outside))
    )
    return replace(block, duties=tuple(kept))

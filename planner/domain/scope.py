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
from functools import lru_cache

from planner.domain.model import Block, Plan
from planner.domain.words import fold

# Words are compared without their marks, since scans and typing lose them. "{n}" stands for up to
# n words between. A phrase that marks would tell from a harmless one names what must not follow.
_STOPS: dict[str, tuple[str, ...]] = {
    "watching what people think or say": (
        "(theo doi|giam sat) {8}(dam dong|bai dang|cong dan)",
        "(theo doi|giam sat) {8}(phong vien|hoc sinh|sinh vien|doi nhom)",
        "(theo doi|giam sat) {8}(nhom ho|phan ung|dong thai)",
        "(theo doi|giam sat) {8}(viec cuoi|giao dich|chuc sac|nguoi viet)",
        "theo doi {4}(hoat dong quyen gop|don thu|nguoi (nghien|la|nuoc|tung))",
        "quan ly {4}(so (doi|thanh|di tu|viet|chong|nguoi)|phong vien|nguoi nghien|di bien dong)",
        "di bien dong|dong thai (cua|nhom)|tai mat|nghe ngong|y do (moc|xau|tap)",
        "loi (ban tan|phan nan|an tieng)|kha nghi",
        "(bieu hien|dau hieu) {3}(dao dong|bat binh|bat man|nghi van|giam sut|lech lac|tu tap)",
        "(bieu hien|dau hieu) {3}(ngung viec|truyen dao|bat thuong|tap trung|khong lanh manh)",
        "bat man|bat binh|dang ngo|nghi van|nghi su dung|phan tu (xau|co hoi|chong)",
        "khong de {6}(diem nong|tu tap|tap trung|phan tu|lan rong|keo len|hinh thanh to chuc)",
        "khong de {6}(lay lan|bi dong|bat ngo|xay ra khung bo|keo dai thanh|buc xuc keo)",
        "(phan anh|bao cao|ghi nhan|thu nhan|thu thap|nhan dien) {6}(tam tu|tam trang)",
        "(phan anh|bao cao|ghi nhan|thu nhan|thu thap|nhan dien) {6}(phan ung|thai do)",
        "(phan anh|bao cao|thau hieu) {6}(tieng noi|nguyen vong|bieu hien|buc xuc) {2}cua",
        "gan dan {2}sat {4}(bao cao|phan anh)|bam (ho|doi tuong)|mot kem mot",
        "cot can (dac biet|phong)",
        "(?<!\\d )nam (danh sach|noi dung bai giang|quy luat|nguon tin|hoan canh|xua duoi)",
        "(?<!\\d )nam ro (ai|tung)",
        "ra soat {3}(nguoi|gia dinh|so thanh|du an phi|ho chua)|diem bao diem mang",
        "camera {6}nhan dien|lap {4}camera|xem lai hinh anh|ra cac tuyen duong|luu (ho so|cam ket)",
        "ho so theo doi",
        "(lap|lay) {1}danh sach {2}(gia dinh|cu tri|cong dan|hoc sinh|xet nghiem)",
        "danh sach {2}(khach(?! moi)|gia dinh)|xet nghiem {2}(ma tuy|dot xuat)",
        "(ke khai|khai bao) tai khoan",
        (
            "(?<!nguoi dan )(?<!\\d )nam (bat(?! dau)|chac|sat(?! nhap)|tinh hinh|va du bao"
            "|dien bien)"
            "(?! {4}(mua|lu|sau benh|thoi tiet|dong ruong|noi dung|ho chua|dich hai))"
        ),
        "(?<!\\d )nam(?! (ngai|\\d)) {6}(tu tuong|tam trang|tam tu|tam ly|du luan)",
        "(?<!\\d )nam(?! (ngai|\\d)) {3}(nhan dan|tin do|ton giao|dan toc|quan chung|dia ban)",
        "(?<!\\d )nam {1}thong tin",
        "(theo doi|tong hop|danh gia|du bao|phan anh) {6}(tu tuong|tam trang|du luan|nhan dan)",
        "(theo doi|tong hop|danh gia|du bao|phan anh|ghi nhan) {8}(tam tu|tam ly|thai do|buc xuc)",
        "(theo doi|tong hop|danh gia|du bao|phan anh|ghi nhan) {8}nguyen vong",
        "(lang nghe|tiep thu) {8}(tam tu|tam ly|nguyen vong|thai do|buc xuc)",
        "(tinh hinh|dien bien) {2}(tu tuong|du luan)|tu tuong du luan|(tin|dien bien) {2}du luan",
        "xu huong du luan|lang nghe mang|social listening|bao cao (report|vi pham)|report",
        "(den|khach|tau|phat hien|ra) {2}nguoi la|nguoi la den",
        "phat hien nguoi (loi dung|dang|co)|kiem dem nguoi|hoi ro ly do|xuat trinh giay to",
        "nhac nho {2}tung nguoi|tung nguoi {2}nhac nho|biet ro sinh hoat",
        "viec bat thuong|ra tung doi tuong|so cam dau",
        "(?<!\\d )nam (nguoi|viec|ho)|phu trach ho",
        "(theo doi|tong hop|danh gia|du bao) {6}(tin do|ton giao|dan toc|quan chung)",
        "(theo doi|ra soat|ra quet|quet|kiem soat) {6}(thong tin|internet)(?! dien tu)",
        "(theo doi|ra soat|ra quet|quet|kiem soat) {6}(mang|tai khoan|thue bao)",
        "(theo doi|ra quet|quet|kiem soat) {6}(binh luan|bao chi|trang|nguoi|doi tuong|hoi nhom)",
        "quan ly {4}(thong tin|mang xa hoi|internet)(?! (dien tu|co so))",
        "quan ly {4}(tai khoan|thue bao|doi tuong|nhan khau)",
        "quan ly (chat|nguoi|hoc vien|nguoi nghien)",
        "ra soat(?! doi tuong nguoi co cong) {3}(doi tuong|nguoi nghien|nhom|hoi|thanh thieu nien)",
        "ra soat {3}van de lich su",
        "(du bao|nhan dien) {3}(tinh hinh|van de)|kiem duyet|truy vet|to giac",
        "giam sat {6}(tau|trang|nhom|thong tin|mang|tai khoan|doi tuong|nguoi|dang vien|can bo)",
        "giam sat {6}(chap hanh|bao chi)|giam sat chat(?! luong)|(kiem tra|theo doi) {1}giam sat",
        (
            "(lap|thong ke) {2}danh sach {3}(nguoi|ho|tai khoan|doi tuong|chu|nhung)"
            "(?! (co cong|ngheo|can ngheo|duoc|thieu))"
        ),
        "danh sach {2}(tai khoan|doi tuong|ca nhan|thue bao|vi pham|nguoi dang)",
        "kiem danh|kiem dien(?! thanh)",
        "nhac nho {2}(ho|nguoi|dan|ca nhan|co so)(?! {5}treo)",
        "phat hien(?! som) {10}(tu tuong|bieu hien|vi pham|doi tuong|tai khoan|suy thoai)",
        "phat hien(?! (som|dau hieu)) {4}(thong tin|van de)",
    ),
    "collecting what people think": (
        "khao sat (nhanh|muc do)|phieu (kin|hai long)|lay phieu|cham diem phan ung",
        "thuoc do long dan",
        "to du luan|tim hieu {2}thai do|hieu ho dang nghi|phan loai y kien",
        "dieu tra {2}(du luan|xa hoi|nhan thuc)|tham do (?!(ruc|tham|choi))|du luan vien",
        (
            "thu thap {2}(thong tin|y kien|bang chung|chung cu) {3}(ve|cua|phuc|tren|doi)"
            "(?! (noi|liet|tu lieu))"
        ),
        "(lay|thu thap|khao sat|tong hop|tap hop|thong ke|nam|tiep nhan) {3}y kien",
        "ghi (chep|nhan) {3}y kien",
        "xin {3}y kien(?! (chi bo|cap uy|lanh dao|thuong|cua chi|cua cap|cua lanh|cua thuong))",
        "(khao sat|do luong|danh gia) {6}(hai long|nhan thuc|thai do|do tin cay)",
        "phong van (sau|qua)|phieu (xin|lay|thu|tham|dieu tra|khao sat)|dieu tra vien phong van",
        "cong tac vien du luan|mang luoi {3}du luan",
    ),
    "blocking, policing, sanctioning, discipline": (
        "thu hoi {1}(the (?!ngay)|ban do|sach|tai lieu|phu hieu)|tuoc (phu hieu|giay|the)",
        "tieu huy {4}(tai lieu|thuc pham|sach)|niem phong",
        "hau kiem|phat (nguoi|chu|ho)|buoc (viet|tieu huy|thao)|bi phe binh|kiem diem {1}phe binh",
        "phe binh {1}(truoc|tru|tai cuoc hop)|tru (diem|thi dua)|dua ra khoi (dang|quy hoach)",
        "xem xet khi binh xet|nghiem cam|nhac nho canh tinh",
        "luc soat|chot chan|cam duong|cau keo|xua duoi",
        "dep (hang|bo|loan)|lam that bai|thao ngoi|cat dut",
        "khong (xac nhan|duoc xet|xet hoan thanh)",
        "khong (dua tin|binh luan)|tin da dang thi|tat tinh nang|(an|xoa) {2}(y kien|binh luan)",
        "an hoac xoa|thao do thiet bi|cham dut tai tro",
        "ngan (phong vien|giang vien|nguoi|viec|khong)",
        "van dong ca biet|tach ho|ky don tap the|khieu (nai|kien) keo dai|tu thao do",
        "tap hop luc luong",
        "kiem tra {3}(dien thoai|noi dung dang|xe|cho o)|giu vung {2}(yen binh|on dinh tinh hinh)",
        "(ghi am|ghi hinh) {4}(nguoi|luu)|kiem soat hoat dong|viet giay bo|bien phap quan ly",
        "khoa {2}(tai khoan|trang)|khoa {3}(thue bao|sim|mot chieu|hai chieu)|phat tien",
        "lap bien ban|lap ho so de nghi|kiem tra xu ly|xu ly hanh chinh|phe binh {2}(dang|can)",
        "phe binh {2}cac dia",
        "(?<!ve )(bao|dam) dam {2}an ninh {1}trat tu|kiem diem trach nhiem",
        "danh gia kiem diem|giai toa (xu ly|tu tap)",
        "kiem diem {3}(dang vien|can bo|tap the|ca nhan)",
        "(tien hanh|to chuc|bi|xem xet) kiem diem|xac minh {6}(chu|than|tai khoan)",
        "xu ly {2}(van de|quang cao|lai xe|cua hang|xuat ban|tau|phuong tien|san pham|noi dung)",
        "ngan chan|chan {1}loc|triet (pha|xoa)|dau tranh triet|chan {2}(trang|tai khoan|website)",
        "chan {2}mang|go {3}(bai(?! gioi thieu)|trang|noi dung(?! cu))",
        "trinh sat|truy (tim|bat|xet|quet|to|na)|(bat|tam|thu) giu|bat qua tang|khoi to|kham xet",
        "mat phuc|chuyen an|tang vat|tich thu|cuong che|ap giai|giai tan|goi hoi|cam hoa",
        "trich xuat|phong toa|ke bien(?! soan)|tuan tra|kiem tra (cu tru|tam tru|hanh chinh)",
        "kiem soat (cu tru|dia ban|nguoi|phuong tien)|kiem tra an ninh|loai tru doi tuong",
        "bao ve (vong|tiep can|hien truong)|nhan than|ly lich|(thu hoi|ra soat) {3}sim",
        "luu nhat ky(?! phat)|khong cap phep|dinh chi|ha hanh kiem|danh gia {2}hanh|an xin",
        (
            "phoi hop {1}cong an(?! {3}(to chuc|tuyen truyen|mo|xay dung|huong dan|tap huan"
            "|dien tap|ra|tham muu|bao dam|dam bao|lap dat|trien khai))"
        ),
        "cong an {4}xu ly|xoa {2}(bai|tin|binh luan)|han che (hien thi|xuat hien)|bao cong an",
        "doi tuong (xau|cam dau|chong)|boc go|vo hieu hoa|trieu tap|ran de",
        "(?<!trong )(?<!thi )tran ap",
        (
            "(?<!loi )(?<!khong con )go bo(?! {2}(cac van ban|so dien thoai|bang|bang ron|pano"
            "|ap phich|khau hieu|co|rao))"
        ),
        (
            "xu ly(?! (khung hoang|su co|ho so|rac|chat thai|nuoc|thu tuc)) {6}"
            "(nghiem|vi pham|doi tuong|thong tin|tin|tai khoan|hanh vi|bai|nguoi|co quan|to chuc)"
            "(?! (phat thanh|dien tu))"
        ),
        (
            "xu ly(?! (khung hoang|su co|rac|chat thai|kip thoi (ho so|su co|kien nghi|thu tuc)))"
            " {6}(ca nhan|phat tan|tan phat|truong hop"
            "|kip thoi(?! (ho so|su co|kien nghi|thu tuc)))"
        ),
        "xu ly(?! (su co|ho so|rac)) {6}(bieu hien|can bo|phong vien|trach nhiem|co so)",
        "xu ly {6}(nan|cac nhom|vu viec|khieu kien)",
        "(?<!muc )(?<!dinh )(?<!thuc )(?<!tai )xu phat|xu (ly )?nghiem|canh cao|uon nan",
        "(?<!khen thuong )ky luat(?! (lao dong|trat tu giao thong))|chan chinh(?! trang)",
        (
            "(tien hanh|tang cuong|phoi hop|cong tac|qua|to chuc|hoat dong|theo doi) {1}thanh tra"
            "(?! {3}(nhan dan|le))"
        ),
        "thanh tra {1}(kiem tra|dot xuat|chuyen nganh|viec)|to kiem tra",
        "(?<!cu tri )kiem tra {8}(bao chi|mang|chap hanh|phat ngon|vi pham|dai ly)",
        "kiem tra {8}(tai khoan|quang cao|dich vu)|kiem tra {4}(dinh huong thong tin)",
        "kiem tra {4}thong tin (tren|truyen)|(luc luong|bien phap) (nghiep vu|chuyen trach)",
        "(bao ve|giu) {3}an ninh (mang|tu tuong|chinh tri)|(bao|dam) dam {2}an ninh (tu|chinh)",
        "tu dien bien|tu chuyen hoa|suy thoai|(?<!luat )bao ve bi mat|giu {2}bi mat",
    ),
    "posting without saying who speaks": (
        "duoi nhieu ten|(?<!nguon )trang cong dong(?! chinh thuc)",
        "dien dan mang ten|bai cam nhan|lan toa tu nhien",
        "phu xanh {6}tai khoan",
        "voi tu cach y kien|cam thay bi tuyen truyen|pha loang|huong lai|tai khoan do",
        "kols?|nguoi {2}co {2}anh huong|an danh|giau ten|tai khoan (ao|phu|ca nhan|khong)",
        "khong (gan|ghi) {2}(ten|voi co quan)|ten goi trung tinh|but danh|cong tac vien bi mat",
        "cai cam|seeding|nhom kin|(hoi|cac) nhom(?! (doi tuong|doi|nganh|tuoi|dan cu))",
        "dan dat {1}du luan|binh luan {2}dinh huong|(chia se|binh luan) {8}nhom zalo",
        "luc luong {6}binh luan|khong neu ten|trang ca nhan|like {2}share|share {2}bai",
        "luc luong (47|35)|(chuyen gia|luc luong) {2}cong tac vien",
        "(?<!gui )(?<!ve )(?<!cho )(?<!truc )(?<!cua )ban chi dao 35",
        "(nguoi dan|can bo|dang vien|doan vien|hoi vien) {8}(dang tai|chia se|binh luan|like)",
        "(hoc sinh|sinh vien|nhan vien|cong tac vien) {8}(dang tai|chia se|binh luan|viet bai)",
        "luot {2}(chia se|binh luan|tuong tac)|chia se {3}san pham dau tranh",
        "(huy dong|van dong|tranh thu) {12}(dang tai|chia se|binh luan|tuong tac)",
    ),
}
_FIGHT = (
    "dau tranh(?! (phong|chong|bao ton))|phan bac|chong pha|thu dich|sai trai|xuyen tac|xau doc",
)
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
    """Compile phrases of whole words; "{n}" is up to n words between.

    They are tried by their first letters, for hundreds of them are looked for in every clause.
    """
    by_letter: dict[str, list[str]] = {}
    for one in (part for phrase in phrases for part in _alternatives(phrase)):
        written = re.sub(r"{(\d+)}", r"(?:\\w+ ){0,\1}", one.replace("y", "i"))
        for letter in _first_letters(written):
            by_letter.setdefault(letter, []).append(written)
    tried = (f"(?={letter})(?:{'|'.join(ones)})" for letter, ones in by_letter.items())
    return re.compile(rf"\b(?:{'|'.join(tried)})\b")


def _alternatives(phrase: str) -> list[str]:
    """Split a phrase at the bars that stand in no bracket."""
    found, depth = [""], 0
    for sign in phrase:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return found


def _first_letters(phrase: str) -> str:
    """Return the letters with which what a phrase matches can begin."""
    bare = re.sub(r"^(?:\(\?<![^)]*\))+", "", phrase)
    if not bare.startswith("("):
        return bare[0]
    end = next(
        at for at in range(len(bare)) if bare[: at + 1].count("(") == bare[: at + 1].count(")")
    )
    return "".join(dict.fromkeys(_first_letters(one)[0] for one in _alternatives(bare[1:end])))


_WATCH = _words(*(phrase for phrases in _STOPS.values() for phrase in phrases))
_FIGHTS = _words(*_FIGHT)
_PUBLISHES = _words(*_PUBLISH)
_STANDS = _words(*_PUBLISH, *_ORGANISE)
"""Words by which a clause stands for itself beside one that is outside."""
_PRODUCES = _words("xuat ban|tin bai|bai viet|chuyen (muc|trang)|phong su|lan toa")
"""What a newspaper or a broadcaster makes itself, so that its refuting is an article of its own."""
_CLAUSES = re.compile(r"[;.]\s+|;\s*|\s*[,;]?\s+(?:đồng thời|qua đó)\s+", re.IGNORECASE)


@lru_cache(maxsize=8192)  # several readers ask of the same words
def inside(text: str, *, marked: bool = False) -> bool:
    """Whether the whole of `text` is about publishing or organising under one's own name.

    `marked` is the document's own mark, which always holds. Words of fighting views ("đấu tranh,
    phản bác") are unsure unless the same clause says what is published, or the line asks a medium
    for its own articles and programmes; and unsure is outside.
    """
    produces = bool(_PRODUCES.search(_plain(text)))
    return not marked and all(_clause_inside(one, produces=produces) for one in clauses(text))


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
    produces = bool(_PRODUCES.search(_plain(text)))
    left = [one for one in parts if _clause_inside(one, produces=produces)]
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


def _clause_inside(clause: str, *, produces: bool = False) -> bool:
    words = _plain(clause)
    if _WATCH.search(words):
        return False
    return not _FIGHTS.search(words) or produces or bool(_PUBLISHES.search(words))


@lru_cache(maxsize=8192)  # several readers ask of the same words
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

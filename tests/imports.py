"""Papers for the tests of imports, as the reader would give them, and a desk to review them at.

The papers are of the small province Sông Lam (tests/small.py). Lines are those of TEXT, which
says the same, so that what is stored can be held against it.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from small import TODAY, Office

from planner.documents import reading
from planner.documents.text import Text
from planner.services import importing
from planner.services.importing import Accepted, Answer, Change, Draft, Paper, Preview, Received
from planner.services.importing.values import Entry, Question

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM",
    "Số: 15/KH-UBND          Sông Lam, ngày 25 tháng 5 năm 2027",
    "KẾ HOẠCH",
    "Tuyên truyền chuyển đổi số và kỷ niệm 82 năm Quốc khánh (2/9/1945 - 2/9/2027)",
    "Thực hiện Chỉ thị số 07-CT/TU.",
    "I. NỘI DUNG",
    "1. Chuyển đổi số trong đời sống",
    "2. Xây dựng nông thôn mới",
    "3. Đấu tranh, phản bác các quan điểm sai trái, thù địch",
    "II. HÌNH THỨC: trên báo chí, loa truyền thanh, băng rôn, cờ Tổ quốc",
    "III. THỜI GIAN: từ ngày 01/6/2027 đến ngày 30/9/2027",
    "Treo cờ Tổ quốc từ ngày 30/8/2027 đến ngày 04/9/2027.",
    "IV. TỔ CHỨC THỰC HIỆN",
    "1. Sở Văn hóa và Thể thao",
    "- Tổ chức triển lãm ảnh về chuyển đổi số.",
    "- Theo dõi, tổng hợp dư luận xã hội trên mạng; treo băng rôn ở trung tâm tỉnh.",
    "2. Báo Sông Lam và Đài PT-TH Sông Lam",
    "- Mở chuyên mục về chuyển đổi số.",
    "3. Công an tỉnh",
    "- Nắm tình hình, xử lý các đối tượng vi phạm trên mạng.",
    "4. Ủy ban nhân dân các xã, phường",
    "- Tuyên truyền trên loa; mỗi thôn có ít nhất 02 khẩu hiệu.",
    "- Báo cáo kết quả trước ngày 20/9/2027.",
    "Nơi nhận:",
)
TEXT = "\n".join(LINES)
# A covering letter and the plan that it hands on, as one file holds them.
LETTER_TEXT = """\
SỞ VĂN HÓA VÀ THỂ THAO
TỈNH SÔNG LAM
Số: 45/SVHTT-VP
Sông Lam, ngày 05 tháng 6 năm 2027
V/v triển khai Kế hoạch số 77/KH-UBND

Kính gửi: Ủy ban nhân dân các xã, phường

Thực hiện Kế hoạch số 77/KH-UBND ngày 02/6/2027 của Ủy ban nhân dân tỉnh, Sở Văn hóa và Thể thao \
sao gửi Kế hoạch để các đơn vị triển khai thực hiện.

KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Thị B

"""
PLAN_TEXT = """\
ỦY BAN NHÂN DÂN
TỈNH SÔNG LAM
Số: 77/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Sông Lam, ngày 02 tháng 6 năm 2027
KẾ HOẠCH
Tuyên truyền kỷ niệm 82 năm Quốc khánh (02/9/1945 - 02/9/2027)
I. MỤC ĐÍCH
Để người dân hiểu thêm ý nghĩa ngày lễ.
II. NỘI DUNG TUYÊN TRUYỀN
1. Ý nghĩa của bản Tuyên ngôn Độc lập.
2. Thành tựu xây dựng nông thôn mới của tỉnh.
III. HÌNH THỨC, THỜI GIAN
1. Thời gian: từ ngày 01/7/2027 đến ngày 30/9/2027.
2. Tuyên truyền trên báo chí; trên loa truyền thanh xã; treo băng rôn.
3. Treo cờ Tổ quốc từ ngày 01/9/2027 đến hết ngày 03/9/2027.
IV. TỔ CHỨC THỰC HIỆN
1. Báo Sông Lam
- Mở chuyên mục tuyên truyền về ngày Quốc khánh.
2. Sở Văn hóa và Thể thao
- Tổ chức triển lãm ảnh về quê hương.
- Theo dõi, nắm tình hình dư luận xã hội, tư tưởng của nhân dân.
3. Hội Nhà vườn tỉnh
- Tổ chức hội thi cây cảnh chào mừng Quốc khánh.
4. Các đơn vị gửi báo cáo kết quả về Sở Văn hóa và Thể thao trước ngày 15/9/2027.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
"""

DOCUMENT = reading.Document(
    kind="ke-hoach",
    title="Tuyên truyền chuyển đổi số và kỷ niệm 82 năm Quốc khánh",
    line=2,
    first_line=1,
    last_line=24,
    number="15/KH-UBND",
    issuer="Ủy ban nhân dân tỉnh Sông Lam",
    issued_on=date(2027, 5, 25),
    implements=("07-CT/TU",),
    periods=(reading.Period(date(2027, 6, 1), date(2027, 9, 30), None, 11, "từ ngày 01/6/2027"),),
    themes=(
        reading.Theme("Chuyển đổi số trong đời sống", 7),
        reading.Theme("Xây dựng nông thôn mới", 8),
        reading.Theme("Đấu tranh, phản bác các quan điểm sai trái, thù địch", 9, outside=True),
    ),
    channels=(
        reading.Channel("press", 10, "báo chí"),
        reading.Channel("loudspeaker", 10, "loa truyền thanh"),
        reading.Channel("banner", 10, "băng rôn"),
        reading.Channel("flag", 10, "cờ Tổ quốc"),
    ),
    agencies=(
        reading.Agency(
            "Sở Văn hóa và Thể thao",
            14,
            (
                reading.Duty("Tổ chức triển lãm ảnh về chuyển đổi số.", 15),
                reading.Duty(
                    "Theo dõi, tổng hợp dư luận xã hội trên mạng; treo băng rôn ở trung tâm tỉnh.",
                    16,
                    "part",
                ),
            ),
        ),
        reading.Agency(
            "Báo Sông Lam và Đài PT-TH Sông Lam",
            17,
            (reading.Duty("Mở chuyên mục về chuyển đổi số.", 18),),
        ),
        reading.Agency(
            "Công an tỉnh",
            19,
            (
                reading.Duty(
                    "Nắm tình hình, xử lý các đối tượng vi phạm trên mạng.", 20, outside=True
                ),
            ),
        ),
        reading.Agency(
            "Ủy ban nhân dân các xã, phường",
            21,
            (
                reading.Duty("Tuyên truyền trên loa; mỗi thôn có ít nhất 02 khẩu hiệu.", 22),
                reading.Duty("Báo cáo kết quả trước ngày 20/9/2027.", 23),
            ),
        ),
    ),
    anniversaries=(reading.Counted(2, 9, 1945, 82, 2027, 4, "2/9/1945 - 2/9/2027", "quoc-khanh"),),
    windows=(
        reading.Window("flag", date(2027, 8, 30), date(2027, 9, 4), 12, words="Treo cờ Tổ quốc"),
    ),
    deadlines=(
        reading.Deadline(20, 9, 2027, before=True, line=23, text="Báo cáo kết quả trước ngày 20/9"),
    ),
    quotas=(reading.Quota(2, "khẩu hiệu", ("thôn",), 22),),
)
KEY = "15-kh-ubnd-2027"

LETTER = reading.Document(
    kind="cong-van",
    title="V/v triển khai Kế hoạch số 15/KH-UBND",
    line=2,
    first_line=1,
    last_line=6,
    number="40/STTTT",
    issuer="Sở Văn hóa và Thể thao",
    issued_on=date(2027, 5, 28),
    implements=("15/KH-UBND",),
)


def paper(**values: Any) -> reading.Document:
    """Return the paper with other values."""
    return replace(DOCUMENT, **values)


def received(
    *documents: reading.Document, lines: tuple[str, ...] = LINES, name: str = "15.txt"
) -> Received:
    """Return what was read of a file that says those papers."""
    documents = documents or (DOCUMENT,)
    text = Text(lines, "txt", "UTF-8", "")
    data = "\n".join(lines).encode() + repr(documents).encode()
    return Received(data, name, text, reading.Reading(documents, lines))


@dataclass
class Desk:
    """Someone who reviews a file in the small province on 1/6/2027."""

    office: Office
    today: date = TODAY
    id: str = ""

    def keep(self, *documents: reading.Document, **values: Any) -> Draft:
        with self.office.database.writing() as session:
            self.id = importing.keep(session, received(*documents, **values), "Lan", self.today)
        return self.draft

    @property
    def draft(self) -> Draft:
        with self.office.database.session() as session:
            return importing.load(session, self.id, self.today)

    @property
    def paper(self) -> Paper:
        return self.draft.papers[0]

    def do(self, change: Change, index: int = 0, revision: int | None = None) -> Paper:
        seen = self.draft.revision if revision is None else revision
        with self.office.database.writing() as session:
            draft = importing.change(session, self.id, index, seen, change, self.today)
        assert draft == self.draft
        return draft.papers[index]

    def answer(self, key: str, *values: str) -> Paper:
        return self.do(Answer(key, values))

    def preview(self, index: int = 0, **values: Any) -> Preview:
        before = self.office.dump()
        with self.office.database.writing() as session:
            seen = importing.preview(session, self.id, index, self.today, **values)
        assert self.office.dump() == before
        return seen

    def accept(self, index: int = 0, **values: Any) -> Accepted:
        with self.office.database.writing() as session:
            return importing.accept(session, self.id, index, self.today, "Lan", **values)

    def entry(self, key: str) -> Entry:
        return entry(self.paper, key)

    def question(self, key: str) -> Question:
        return next(one for one in self.paper.questions if one.key == key)


def entry(shown: Paper, key: str) -> Entry:
    """Return the entry of that key."""
    every = [one for several in shown.entries.values() for one in several]
    every += [duty for one in every for duty in one.duties]
    return next(one for one in every if one.key == key)

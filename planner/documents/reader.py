"""Reading a file's lines: its papers, and of each paper the fields, by one small reader a field.

>>> from planner.documents.reader import read
>>> read(["KẾ HOẠCH", "Tuyên truyền kỷ niệm 2/9"]).documents[0].kind
'ke-hoach'
"""

from collections.abc import Sequence
from datetime import date

from planner.documents import written
from planner.documents.fields import (
    agencies,
    anniversaries,
    channels,
    deadlines,
    grounds,
    issued,
    issuer,
    kind,
    letters,
    number,
    quotas,
    spans,
    themes,
)
from planner.documents.fields.placed import placed
from planner.documents.papers.outline import outline
from planner.documents.papers.papers import Paper, papers
from planner.documents.papers.spelling import mend
from planner.documents.reading import Document, Question, Reading
from planner.domain.model import Anniversary
from planner.phrases import mark


def read(lines: Sequence[str], calendar: Sequence[Anniversary] = ()) -> Reading:
    """Read the lines of a file; `calendar` are the anniversaries that papers name without a range.

    Never raises for what a paper says: what can't be known is a question of its document.
    """
    known = anniversaries.known(calendar)
    mended = mend(lines)
    all_papers = papers(mended.lines)
    before = [None, *all_papers][: len(all_papers)]
    found = (
        written.document(_document(paper, letter, known), mended)
        for paper, letter in zip(all_papers, before, strict=True)
    )
    return Reading(tuple(found), tuple(lines))


def _document(paper: Paper, letter: Paper | None, known: Sequence[anniversaries.Known]) -> Document:
    own, number_at = number.own(paper)
    day, day_at = issued.read(paper)
    page = letters.announced(paper) if number_at is None and day_at is None else letters.Told()
    code = kind.read(paper, own or page.number)
    told = page if page.number else letters.told(letter, paper, code, own)
    own_number = own or told.number
    day = day or told.issued_on
    who, who_at = issuer.read(paper, own or "", told.issuer, told.place)
    implements, amends = grounds.read(paper)
    root = outline(paper.body)
    places = tuple(placed((root, outline(paper.annex))))
    periods, windows, asked = spans.read(paper, places, code, day, amends=bool(amends))
    asking = [*paper.title, *paper.body, *paper.annex]
    counted, mismatches = anniversaries.read(asking, known, day)
    title = " ".join(one.text.strip(" *") for one in paper.title) or _first(paper)
    line = (number_at if own and number_at else None) or (paper.title[0] if paper.title else None)
    line_number = line.line if line else paper.passages[0].line
    return Document(
        kind=code,
        title=title,
        line=line_number,
        first_line=paper.passages[0].line,
        last_line=paper.passages[-1].last_line,
        number=own_number,
        issuer=who,
        issued_on=day,
        implements=implements,
        amends=amends,
        periods=periods,
        themes=themes.read(root, letter=code == "cong-van"),
        channels=channels.read(paper, root),
        agencies=agencies.read(root),
        anniversaries=counted,
        windows=windows,
        deadlines=deadlines.read(places, day),
        quotas=quotas.read(places),
        questions=(*_head_questions(own_number, day, who, line_number), *asked, *mismatches),
        number_line=number_at.line if number_at else None,
        issuer_line=who_at.line if who_at else None,
        date_line=day_at.line if day_at else None,
    )


def _first(paper: Paper) -> str:
    return paper.passages[0].text


def _head_questions(own: str | None, day: date | None, who: str, line: int) -> list[Question]:
    asked = []
    if own is None:
        asked.append(
            Question(line, mark("Số của văn bản không đọc được hoặc để trống. Số là gì?"), "number")
        )
    if day is None:
        asked.append(
            Question(
                line, mark("Ngày ban hành không đọc được. Văn bản ban hành ngày nào?"), "issued_on"
            )
        )
    if not who:
        asked.append(
            Question(line, mark("Không đọc được cơ quan ban hành. Cơ quan nào ban hành?"), "issuer")
        )
    return asked

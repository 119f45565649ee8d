"""The contents to be communicated: what stands, numbered or dashed, in the section on contents.

The section is told by its words, however it is titled ("NỘI DUNG TUYÊN TRUYỀN", "Những vấn đề cần
phổ biến", "Tập trung tuyên truyền các nội dung sau:") and numbered. Phases and groups inside it
("Giai đoạn 1 ...", "1. Về thông tin, tuyên truyền") are passed over to their own contents; forms,
tasks and slogans are no contents.
"""

import re
from collections.abc import Iterator, Sequence

from planner.documents.fields.agencies import made_of_bodies
from planner.documents.fields.days import mentions
from planner.documents.fields.duties import mark
from planner.documents.papers.bodies import split_name
from planner.documents.papers.outline import Node, is_heading
from planner.documents.papers.passages import Passage
from planner.documents.reading import Theme

_TELL = (
    r"(?:tuyen truyen|truyen thong|pho bien|thong tin|truyen tai|truyen dat|giao duc|quang ba"
    r"|van dong)"
)
_CONTENTS = re.compile(
    rf"(?:(?:ve |nhung |cac |mot so |\d+ )*(?:noi dung|chu de|trong tam|thong diep|chu diem"
    rf"|chuyen de|dinh huong noi dung)(?!\w)"
    rf"|(?:nhung |cac )?van de (?:can |trong tam|chu yeu)|(?:trong tam|dinh huong"
    rf"|nhiem vu) {_TELL})"
)
_SAID = re.compile(
    rf"(?<!\w)(?:noi dung|chu de|trong tam tuyen truyen|thong diep)(?!\w)|^{_CONTENTS.pattern}"
    r"|^(?:cac |nhung )?(?:ngay (?:le|ky niem)|su kien)(?!\w)"
)
_OF_LETTER = re.compile(
    rf"(?:ve )?(?:noi dung|trong tam|chu de|thong diep)(?:,? (?:va )?(?:noi dung|trong tam|chu de"
    rf"|thong diep|{_TELL}))*(?!\w)(?: (?:chu yeu|cu the|trong tam))?\W*$"
)
_LEADS = re.compile(
    rf"{_TELL}.{{0,160}}(?:noi dung|van de|chu de)[^:]{{0,60}}:$|noi dung {_TELL}.{{0,60}}:$"
)
"""A sentence that opens a list of contents: "Tập trung tuyên truyền các nội dung sau:"."""
_NO_LEAD = re.compile(r"ke hoach|ban hanh|trien khai|thuc hien|phoi hop|huong dan|nhu sau")
_LEAST = {"letter", "paren", "dash", "plus", "bullet"}
_ASKS = re.compile(
    r"(?:sua doi|dieu chinh|thay the|bai bo)|noi dung (?:cong viec|thuc hien|nhiem vu|sau day)"
)
"""What makes "nội dung" the contents of an amendment or of a list of work."""
_BESIDE = (
    r"(?:(?:\W|va |can |ve |cua |theo |tung |cac )*(?:noi dung|chu de|thong diep|trong tam"
    r"|chuyen de|hinh thuc|thoi gian|dia diem|bien phap"
    rf"|{_TELL}|chinh|chung|cu the|rieng|chu yeu|hang nam|hang thang|nam \d{{4}}|giai doan|dot"
    rf"|thuc hien|to chuc|phap luat|co so|cao diem))*\W*$"
)
"""What may stand beside "nội dung" or "hình thức" in the title of a part of a section."""
_INSIDE = {
    name: re.compile(rf"(?:(?:ve|nhung|cac|mot so) )*(?:{words})(?!\w){_BESIDE}")
    for name, words in (
        ("contents", "noi dung|chu de|thong diep|trong tam|chuyen de"),
        (
            "forms",
            "(?:hinh|phuong|cach) thuc|bien phap|giai phap|kenh|san pham|hoat dong|phuong tien",
        ),
        ("time", "thoi gian|thoi diem|tien do|dia diem|thoi luong"),
        ("tasks", "to chuc thuc hien|phan cong|trach nhiem|kinh phi|che do bao cao|khau hieu"),
    )
}
"""Parts of a section on contents by their titles, which say nothing of their own."""
_GROUP = re.compile(
    rf"(?:(?:ve|cong tac|noi dung|hoat dong|chung|va|phap luat|{_TELL})[\s,;:.-]*)+$"
)
_FORM = re.compile(
    r"(?:to chuc )?(?:tuyen truyen |truyen thong |thong tin )?(?:(?:tren|qua|thong qua|bang) "
    r"|truc quan|mieng|co dong|luu dong)"
    r"|hinh thuc|to chuc (?:le|hoi|cuoc|cac hoat|chuong trinh|trien|mit)|treo |mo (?:chuyen|dot)"
    r"|xay dung (?:cum|pano|chuyen)|cac hoat dong"
)
_PHASE = re.compile(
    r"(?:giai doan|dot|tu nay|tu dau|tu ngay|tu thang|truoc|trong|sau|tuan"
    r"|quy (?:[ivx]+|\d)|(?:thang|nam|ngay) \d+)\b"
)
_NO_CONTENTS = {"purpose", "slogans", "funding", "report"}
_PARTS = {"part", ""}
_SHORT, _PHASE_LENGTH, _BODY, _LONGEST_LEAD = 160, 200, 120, 400


def read(root: Node, *, letter: bool = False) -> tuple[Theme, ...]:
    """Return the contents in the order of their lines; a letter's only under a heading for them."""
    found: dict[int, Theme] = {}
    for one in _among(root.children, letter=letter):
        found.setdefault(one.line, _theme(one))
    return tuple(found[line] for line in sorted(found))


def _among(nodes: Sequence[Node], *, letter: bool) -> Iterator[Passage]:
    for index, node in enumerate(nodes):
        if node.passage is None or _NO_CONTENTS.intersection(node.sections[:1]):
            continue
        opens = _opens(node.passage, letter=letter)
        leads = not opens and _LEADS.search(node.passage.words.strip()[:_LONGEST_LEAD]) is not None
        under = _under(nodes, index) if opens or leads else node.children
        if under and (opens or (leads and _leads(node.passage, under))):
            yield from _contents(node, under)
        elif not letter and not under and "contents" in node.sections and _says(node):
            yield node.passage
        elif "tasks" not in node.sections or "contents" in node.sections:
            yield from _among(node.children, letter=letter)


def _opens(one: Passage, *, letter: bool) -> bool:
    """Whether a passage stands over contents to be communicated, by its words."""
    title = _title(one)
    if letter:
        return bool(_OF_LETTER.match(title))
    if not title or len(title) > _SHORT or _ASKS.search(title):
        return False
    if is_heading(one) and _SAID.search(title):
        return True
    return one.label is not None and _CONTENTS.match(title) is not None


def _leads(one: Passage, under: Sequence[Node]) -> bool:
    """Whether a sentence opens the list under it, which has a list's signs, not sections'."""
    found = _LEADS.search(one.words.strip()) if len(one.words) < _LONGEST_LEAD else None
    signs = {_kind(node) for node in under}
    return (
        bool(found)
        and not _NO_LEAD.search(one.words, found.start() if found else 0)
        and signs <= _LEAST
    )


def _title(one: Passage) -> str:
    front, colon, rest = one.words.strip().partition(":")
    return front.strip() if colon and rest.strip() else one.words.strip(" .:;")


def _says(node: Node) -> bool:
    """Whether a heading of a list of sections gives its content at once: "1. Nội dung: ..."."""
    one = node.passage
    return (
        one is not None
        and one.label is not None
        and bool(re.match(r"noi dung[^:]{0,40}:\s*\S", one.words))
    )


def _under(nodes: Sequence[Node], index: int) -> list[Node]:
    """Return what hangs on a node; where nothing does, what follows it in another numbering.

    "III. NỘI DUNG" is followed by "A. ..." in one office and "B. NỘI DUNG" by "I. ..." in another.
    """
    node = nodes[index]
    if node.children:
        return node.children
    own = _kind(node)
    following: list[Node] = []
    for after in nodes[index + 1 :]:
        kind = _kind(after)
        before = _kind(following[-1]) if following else ""
        if kind == own or (kind and before and kind != before):
            break
        following.append(after)
    return following if any(_kind(one) for one in following) else []


def _kind(node: Node) -> str:
    return node.passage.label.kind if node.passage and node.passage.label else ""


def _contents(node: Node, under: Sequence[Node]) -> Iterator[Passage]:
    if node.children and made_of_bodies(node):
        return
    listed = [one for one in under if _kind(one) not in _PARTS]
    kinds = [_section(one) for one in listed]
    if any(kind == "contents" and _tells(one) for one, kind in zip(listed, kinds, strict=True)):
        for child in (one for one, kind in zip(listed, kinds, strict=True) if kind == "contents"):
            if child.children:
                yield from _contents(child, child.children)
            elif child.passage is not None and _tells(child):
                yield child.passage
        return
    groups = [child for child in listed if child.children and _groups(child)]
    for child in groups or listed:
        yield from _content(child, forms=len(node.sections) > 1, group=bool(groups))


def _groups(node: Node) -> bool:
    """Whether a title only groups contents: "Về tuyên truyền", "A. Về phòng, chống ma túy"."""
    numbered = _kind(node) == "upper" and all(_kind(one) == "number" for one in node.children)
    return numbered or _GROUP.match(_title_of(node)) is not None


def _tells(node: Node) -> bool:
    """Whether a part on contents holds some: under it, or behind its "Nội dung: ..."."""
    return bool(node.children) or _title_of(node).startswith("noi dung")


def _content(node: Node, *, forms: bool, group: bool) -> Iterator[Passage]:
    one = node.passage
    if one is None or _section(node) not in {"", "contents"} or _is_body(one):
        return
    if group or _is_phase(node):
        yield from _contents(node, node.children)
    elif not (forms and _FORM.match(one.words)):
        yield one


def _is_body(one: Passage) -> bool:
    """Whether a body's name and a colon begin it: its work, no content."""
    return (
        ":" in one.said[:_BODY]
        and split_name(one.said, one.words) is not None
        and not one.words.startswith("phong cach")
    )


def _section(node: Node) -> str:
    """Return the sort of part that a title inside the contents opens, "" for a content."""
    one = node.passage
    if one is None or not (node.children or ":" in one.words[:_SHORT]):
        return ""
    if _leads(one, node.children):
        return "contents"
    return next((name for name, words in _INSIDE.items() if words.match(_title(one))), "")


def _title_of(node: Node) -> str:
    return _title(node.passage) if node.passage else ""


def _is_phase(node: Node) -> bool:
    """Whether a content is a phase's heading, under which its own contents stand."""
    one = node.passage
    if (
        one is None
        or not node.children
        or len(one.words) > _PHASE_LENGTH
        or not _PHASE.match(one.words)
    ):
        return False
    return bool(
        mentions(one.words)
        or re.match(r"giai doan|dot", one.words)
        or one.words.rstrip()[-1:] not in ".;"
    )


def _theme(one: Passage) -> Theme:
    text = one.said.strip().rstrip(":;.")
    return Theme(text, one.line, mark(text))

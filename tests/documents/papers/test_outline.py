"""What hangs on what."""

from planner.documents.papers.lines import lines
from planner.documents.papers.outline import Node, is_heading, outline
from planner.documents.papers.passages import passages


def tree(*raw: str) -> list[tuple[int, str]]:
    def down(node: Node, depth: int) -> list[tuple[int, str]]:
        own = [(depth, node.passage.text)] if node.passage else []
        return own + [pair for child in node.children for pair in down(child, depth + 1)]

    return down(outline(passages(lines(raw))), -1)


def test_numbering_nests() -> None:
    assert tree("I. NỘI DUNG", "1. Một", "- a", "+ b", "- c", "2. Hai", "II. HÌNH THỨC") == [
        (0, "I. NỘI DUNG"),
        (1, "1. Một"),
        (2, "- a"),
        (3, "+ b"),
        (2, "- c"),
        (1, "2. Hai"),
        (0, "II. HÌNH THỨC"),
    ]


def test_capitals_stand_over_romans_or_under_them() -> None:
    over = tree("A. KHỐI ĐẢNG", "I. BAN TỔ CHỨC", "B. KHỐI CHÍNH QUYỀN")
    assert [depth for depth, _ in over] == [0, 1, 0]
    under = tree("I. NHIỆM VỤ", "A. KHỐI ĐẢNG", "B. KHỐI CHÍNH QUYỀN", "II. KINH PHÍ")
    assert [depth for depth, _ in under] == [0, 1, 1, 0]


def test_i_behind_h_is_a_letter() -> None:
    found = tree("IV. NHIỆM VỤ", "G. TRƯỜNG", "H. ĐÀI", "I. BAN CHỈ ĐẠO", "1. Một")
    assert [depth for depth, _ in found] == [0, 1, 1, 1, 2]


def test_bold_name_and_colon_leads_the_dashes_behind_it() -> None:
    found = tree("* **Ban Tuyên giáo:**", "- Một", "- Hai", "* **Ban Phong trào:** làm ba")
    assert [depth for depth, _ in found] == [0, 1, 1, 0]


def test_name_on_its_own_line_leads_its_work() -> None:
    found = tree("Phòng Văn hóa và Thông tin", "- Treo cờ", "Công an huyện", "- Tuyên truyền")
    assert [depth for depth, _ in found] == [0, 1, 0, 1]


def test_addressees_are_left_out() -> None:
    found = tree("Kính gửi:", "- Các sở;", "- UBND các huyện.", "Thực hiện Kế hoạch", "- Treo cờ.")
    assert [text for _, text in found] == ["Thực hiện Kế hoạch", "- Treo cờ."]


def test_sections_hold_for_what_is_under_them() -> None:
    root = outline(passages(lines(["II. NỘI DUNG", "1. Hình thức", "- Pano", "2. Kết quả đề án"])))
    (section,) = root.children
    assert section.section == "contents"
    assert section.children[0].children[0].within() == ("forms",)
    assert section.children[1].within() == ("contents",)


def test_heading_by_shape() -> None:
    heads = [
        is_heading(one) for one in passages(lines(["1. Sở Y tế", "1. Làm việc này.", "- Sở Y tế"]))
    ]
    assert heads == [True, False, False]

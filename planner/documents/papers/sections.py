"""The kinds of sections of a paper, by the words of their headings.

Offices number and name them as they like ("II. NỘI DUNG VÀ PHƯƠNG THỨC", "LỘ TRÌNH VÀ NỘI DUNG"),
so the words count, in their order; a heading may name several kinds.
"""

import re

_TITLES = {
    "purpose": """muc_dich yeu_cau quan_diem muc_tieu su_can_thiet pham_vi dac_diem tinh_hinh
        y_nghia doi_tuong(?!_thuc_hien) danh_gia ket_qua nguyen_tac""",
    "slogans": "khau_hieu(?!_tren|_qua|_tren_cac) de_cuong",
    "funding": "kinh_phi nguon_luc dieu_kien_bao_dam",
    "report": """che_do_(?:thong_tin|bao_cao) thong_tin,?_bao_cao bao_cao_ket_qua
        cong_tac_bao_cao""",
    "tasks": """to_chuc_thuc_hien phan_cong trach_nhiem nhiem_vu_cu_the nhiem_vu_cua thuc_hien$
        to_chuc_trien_khai trien_khai_thuc_hien bien_phap_to_chuc giao_nhiem_vu nhiem_vu_cac
        to_chuc_chi_dao lanh_dao,?_chi_dao phoi_hop_thuc_hien de_nghi_phoi_hop to_chuc_phoi_hop""",
    "forms": """hinh_thuc phuong_thuc phuong_phap bien_phap kenh giai_phap loai_hinh phuong_tien
        cach_thuc san_pham the_loai""",
    "contents": "noi_dung chu_de trong_tam_tuyen_truyen thong_diep chu_diem",
    "time": """thoi_gian lo_trinh tien_do thoi_diem giai_doan thoi_han thoi_luong lich dot
        dia_diem""",
}
_PATTERNS = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{'|'.join(table.split()).replace('_', ' ')})(?!\w)"))
    for kind, table in _TITLES.items()
)
_NESTED = re.compile(
    r"(?:ve )?(?:muc dich|yeu cau|muc tieu|quan diem|noi dung|chu de|hinh thuc|phuong thuc"
    r"|phuong phap|thoi gian|thoi diem|to chuc thuc hien|phan cong|trach nhiem|bien phap|giai phap"
    r"|kinh phi|che do|khau hieu|lo trinh|kenh|phuong tien|dia diem|nhiem vu|tien do|thoi luong"
    r"|nguyen tac|doi tuong|pham vi|san pham)(?!\w)"
)
LONGEST = 200
"""The most characters of a heading that names a section."""


def sections(title: str, *, nested: bool = False) -> tuple[str, ...]:
    """Return the kinds of section that a heading's plain words name, in the order of the words.

    Inside a section (`nested`) only a heading that begins with such words opens another one:
    "3. Kết quả, tiện ích của Đề án" is a content.

    >>> sections("noi dung va phuong thuc tuyen truyen")
    ('contents', 'forms')
    """
    if not title or len(title) > LONGEST or (nested and not _NESTED.match(title)):
        return ()
    found = [(at.start(), kind) for kind, pattern in _PATTERNS if (at := pattern.search(title))]
    return tuple(kind for _, kind in sorted(found))

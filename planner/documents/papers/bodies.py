"""Whether words name a body: how the blocks that give somebody work begin.

A name is told by its first words ("Sở ...", "Ủy ban nhân dân ...", "Các cơ quan báo chí"), behind
what only asks it ("Đề nghị", "Giao", "Chỉ đạo"). It ends at a colon, or where a verb in small
letters says what is to be done: "Công an tỉnh chủ trì ...". "Sở" and "số", "đăng" and "đảng" are
the same without marks, so for those the text as written is looked at.
"""

import re


def _any(table: str) -> str:
    """Return an alternative of the table's entries: parted by spaces, "_" for a space in one."""
    return "|".join(table.split()).replace("_", " ")


LEAD = re.compile(
    r"^(?:(?:kinh de nghi|tran trong de nghi|de nghi|giao(?: nhiem vu)?(?: cho)?|yeu cau|chi dao"
    r"|phan cong(?: cho)?|doi voi|trach nhiem(?: cua)?|nhiem vu(?: cua)?|uy quyen cho|ve phia|rieng"
    r"|lanh dao,? chi dao|lanh dao(?= (?:uy ban|ubnd|dang uy))|huong dan va chi dao"
    r"|can cu [^,:;]{3,60},|tren co so [^,:;]{3,60},)\s+)+"
)
"""What stands before a name and only asks it, in the plain form."""

_OF_CAC = _any("""
    so ban quan_uy nha_truong co_quan don_vi phong huyen xa phuong dia_phuong to_chuc doan_the
    truong doanh_nghiep hoi dang_uy huyen_uy chi_bo cap_uy nganh thanh_vien dai bao trang cong
    trung_tam tinh thanh ap thon khu to co_so cong_ty dong_chi uy_ban tap_the cum khoi chi,_dang_bo
    chi_hoi khoa vien doan lang benh_vien vi_(?:uy|dai|dong)
""")
_AFTER: tuple[tuple[str, str], ...] = (
    ("uy ban", "(?!thuong_vu)"),
    (
        "ban",
        """tuyen_giao dan_van to_chuc noi_chinh chi_dao can_su thuong_vu quan_ly chi_huy dan_toc
        van_hoa thuong_truc bien_tap giam chap_hanh bao_ve bao_chi kinh_te phap_che ton_giao
        an_toan thi_dua cong_tac nhan_dan tiep phong the_thao dieu_hanh doi_ngoai bau_cu lanh_dao
        dai_dien quan_tri ngay""",
    ),
    (
        "bo",
        """chi_huy doi_bien_phong tu_lenh phan quoc_phong cong_an van_hoa thong_tin y_te noi_vu
        giao_duc""",
    ),
    ("bao", "va dien_tu chi"),
    ("dai", "phat_thanh truyen_thanh pt truyen_hinh tieng_noi"),
    ("(?:cong|trang)", "thong_tin ttdt"),
    (
        "phong",
        r"""van_hoa vh giao_duc gd noi_vu tai_chinh kinh_te y_te tu_phap lao_dong tai_nguyen
        nong_nghiep quan_ly dan_toc thong_tin ha_tang cong_thuong tham_muu nghiep_vu chinh_tri
        phap_che bao_chi tuyen_truyen cac\b ld tc khoa""",
    ),
    (
        "hoi",
        """lien_hiep lhpn nong_dan cuu_chien_binh ccb chu_thap_do nha_bao van_hoc van_nghe
        khuyen_hoc nguoi_cao_tuoi nguoi_mu dong_y luat_gia cuu phu_nu sinh_vien doanh_nghiep
        lam_vuon ke_hoach_hoa doanh_nhan khoa_hoc di_san sinh_vat tu_thien nan_nhan my_thuat
        nghe""",
    ),
    ("lien", "doan hiep minh"),
    ("doan", "thanh_nien tndc tn khoi the nghe_thuat luat_su truong cac"),
    ("(?:tinh|thanh|huyen|thi|quan|xa)", "doan"),
    ("(?:tinh|huyen|thanh|thi|quan)", "uy"),
    ("dang", "uy bo doan"),
    ("hoi dong", "nhan_dan doi phoi_hop pho_bien"),
    (
        "truong",
        """chinh_tri dai_hoc cao_dang trung thpt thcs tieu_hoc mam_non (?:cac_)?(?:ap|thon|khu|to)
        ban_(?!hanh) cac day pho_thong ptdtnt""",
    ),
    ("nha", "van_hoa thieu_nhi hat xuat_ban truong"),
    ("doi", "thong_tin tuyen_truyen ngu quan_ly van_nghe truyen"),
    (
        "to",
        """cong_nghe giup_viec bau_cu thu_ky tuyen_truyen cong_tac chuc_bau_cu truyen_thong dan_pho
        ke""",
    ),
    ("khu", "bao_ton di_tich kinh_te"),
    ("khoi", "dan_van mat_tran"),
    ("(?:can bo|cong chuc)", "van_hoa vh phu_trach"),
    (r"\d{1,3}", "to_dan_pho thon ap xa phuong khu"),
    (r"so,?", "ban nganh"),
    ("tat ca(?: cac)?", "co_quan don_vi xa ho so cap"),
    ("(?:toan the )?(?:cac )?ho", "gia_dinh dan"),
)
_ALONE = _any(r"""
    ubnd ub_?mttq mttq mat_tran cong_an bch_quan_su quan_su don_bien_phong canh_sat hai_quan
    (?:cac_)?cong/trang trung_tam van_phong chi_bo cap_uy chinh_quyen thuong_truc hdnd
    vien_kiem_sat toa_an kho_bac ngan_hang buu_dien buu_chinh vnpt viettel mobifone vien_thong
    doanh_nghiep cong_ty tong_cong_ty cuc_ chi_cuc thanh_tra_tinh bao_hiem benh_vien thu_truong
    chu_tich giam_doc nguoi_dung_dau ap\b thon\b khu_pho\b bi_thu hieu_truong dien_luc thanh_vien
    bao_tang thu_vien thanh_nien co_quan don_vi lanh_dao quan_khu bao_quan tap_doan hop_tac_xa
    dong_chi nha_thau bo_phan tieu_ban trung_doan lu_doan hat_kiem_lam vuon_quoc_gia dan_quan
""")
_BEGINS = re.compile(
    "(?:"
    + "|".join([f"cac (?:{_OF_CAC})", _ALONE, *(f"{one} (?:{_any(more)})" for one, more in _AFTER)])
    + ")"
)
_COMMON = re.compile(
    f"""(?:{
        _any('''
    ban_hanh bao_cao co_quan,?_don_vi_duoc hoi_(?:nghi|thao|thi|dam) cong_tac cong_bo thu_tuong
    don_vi_tinh dai_hoi dai_dien cac_to_chuc_tuyen_truyen cac_phong_trao cac_ngay cac_truong_hop
    cac_hoi_(?:nghi|thao|thi) cac_co_so_(?:du_lieu|phap) cac_tinh_(?:huong|chat) cac_ban_tin
    cac_bao_cao cac_to_roi cac_thanh_tuu cac_dai_(?:bieu|hoi) cac_trang_tin cac_khoa_hoc
    cac_doan_vien cac_tap_the,?_ca_nhan_(?:co|dien) cac_cong_(?:tac|viec|trinh) cac_vien_chuc
    ''')
    })"""
)
"""What begins like a body's name and is none."""
_SO = re.compile(r"S[ởờ]\s+\w|SỞ\s")
_SO_PLAIN = re.compile(
    "so (?:"
    + _any("""
    thong_tin van_hoa vh y_te giao_duc gd noi_vu tai_chinh ke_hoach nong_nghiep nn tai_nguyen
    cong_thuong xay_dung giao_thong gtvt lao_dong ld tu_phap khoa_hoc kh ngoai_vu du_lich the_thao
    dan_toc moi_truong tt tn
    """)
    + ")"
)
_PROPER = re.compile(
    r"(?:(?:Báo|Đài|Tạp chí)\s+(?:[A-ZĐÂĂÊÔƠƯ]|và|tỉnh|huyện)|(?:Các )?(?:"
    + _any("""
    Ban Phòng Hội Đội Trạm Chi_cục Cục Trại Khoa Câu_lạc_bộ Đoàn Tổ Văn_phòng Tiểu_ban Viện Nhà Cụm
    Khối Vụ Hiệp_hội Quỹ Trung_đoàn Hạt Xí_nghiệp Học_viện Liên_chi_hội Chi_hội Thanh_tra Công_đoàn
    Giáo_hội Tòa Ngân_hàng Bảo_hiểm Vườn Trường Thư_viện Bảo_tàng Thị_đoàn Ủy_viên Uỷ_ban
    """)
    + r")\s+[A-ZĐÂĂÊÔƠƯỦỨÝÁ]|(?:BÁO|ĐÀI|TẠP CHÍ|BAN|PHÒNG|HỘI|ĐOÀN|ĐỘI|TRẠM)\s+[A-ZĐ])"
)
"""Common nouns that begin a name only before a capital letter."""


def name_at(text: str, plain: str) -> int | None:
    """Return where a body's name begins in a passage's words, behind its lead; None without one.

    >>> name_at("Đề nghị Sở Y tế chủ trì", "de nghi so y te chu tri")
    8
    """
    lead = LEAD.match(plain)
    at = lead.end() if lead else 0
    while at < len(plain) and plain[at] in ' "*':
        at += 1
    named = (
        _SO.match(text, at)
        or _SO_PLAIN.match(plain, at)
        or _PROPER.match(text, at)
        or (_BEGINS.match(plain, at) and not _COMMON.match(plain, at))
    )
    return at if named else None


_VERBS = re.compile(
    r"(?<!\w)(?:(?<!các )tổ chức(?! (?:"
    + _any("đảng chính_trị đoàn xã_hội tôn_giáo hội thành_viên cơ_sở quần_chúng nghề công_đoàn")
    + "|trong|kinh tế|khác))|tuyên truyền(?! viên)|báo cáo(?! viên)|(?<!lực lượng )xây dựng"
    + "|thông tin(?! (?:và|-|cơ sở|điện tử|đối ngoại|tuyên truyền))|"
    + _any("""
    có_(?:trách_nhiệm|nhiệm_vụ) chịu_trách_nhiệm chủ_trì chủ_động phối_hợp thực_hiện triển_khai
    hướng_dẫn
    tham_mưu chỉ_đạo đẩy_mạnh tăng_cường treo phát đăng mở bố_trí cung_cấp quán_triệt căn_cứ
    tiếp_tục theo_dõi kiểm_tra đôn_đốc bảo_đảm đảm_bảo nắm vận_động lựa_chọn duy_trì tổng_hợp gửi
    cần phải phụ_trách thông_báo biên_soạn tiếp_nhận khẩn_trương quan_tâm phân_công rà_soát lập làm
    sẽ là đề_xuất in_ấn in trực_tiếp tham_gia thường_xuyên tiếp_âm tiếp_sóng cập_nhật sắp_xếp
    huy_động khuyến_khích nghiêm_túc kịp_thời định_kỳ góp_phần giới_thiệu sáng_tác trình thành_lập
    thu_thập ban_hành đưa phân_bổ tập_trung tích_cực hỗ_trợ khảo_sát chuẩn_bị chỉnh_trang thúc_đẩy
    lồng_ghép viết nhắc_nhở quản_lý xử_lý trang_trí đấu_tranh ngăn_chặn điều_chỉnh sản_xuất
    thanh_toán thẩm_định xem_xét dán vận_hành nâng_cao phát_huy phổ_biến dành sử_dụng giúp ưu_tiên
    bám_sát dẫn_dắt tăng lắp tuần_tra điều_tra bảo_vệ ký tháo trang_bị định_hướng niêm_yết
    dự_(?!án|toán|thảo|kiến|phòng|báo) đọc
    tạm_thời hằng_tháng hằng_ngày đề_nghị yêu_cầu trân_trọng rất đã chạy nhận_được chọn giám_sát
    truyền_thông nhắn đổi_mới giao sao_gửi quy_định tiến_hành kết_hợp khai_thác mời cử bổ_sung chịu
    không phản_ánh lãnh_đạo
    """)
    + r")(?!\w)"
)
"""What a body is to do; in small letters, for "Ban Chỉ đạo", "Sở Xây dựng" are names."""
_NOUNS = re.compile(
    _any("""
    bảo_vệ điều_tra tuyên_truyền tổ_chức quản_lý chỉ_đạo phát truyền_thông kiểm_tra tham_mưu
    phụ_trách phối_hợp vận_động xây_dựng giám_sát hướng_dẫn thực_hiện điều_chỉnh in là lập làm
    tiếp_nhận hỗ_trợ vận_hành thẩm_định sản_xuất giao thông_báo
    """)
)
"""Verbs that are part of a name behind a noun of office: "Đội tuyên truyền", "cơ quan chỉ đạo"."""
_OFFICE = re.compile(
    r"(?:"
    + _any("""
    các ban cơ_quan đội tổ trung_tâm phòng và công_tác bộ_phận cán_bộ công_chức lực_lượng hội
    đơn_vị cấp người đội_ngũ được đầu_tư phong_trào
    """)
    + r")\s$"
)
_SURE = re.compile(
    _any("""
    chủ_trì phối_hợp chỉ_đạo lãnh_đạo có_(?:trách_nhiệm|nhiệm_vụ) chịu_trách_nhiệm tham_mưu
    chủ_động phụ_trách
    là_cơ_quan là_đơn_vị tổ_chức_thực_hiện triển_khai thực_hiện căn_cứ
    """)
)
"""Verbs that end a name even before a colon: "Ban Tuyên giáo chủ trì, phối hợp ...:"."""
_ASIDE = re.compile(r"\s*\((?![^)]*\d{2})[^)]*\)")
LONGEST = 280
"""The most characters of a heading's names before its colon."""


def split_name(text: str, plain: str, *, whole: bool = False) -> tuple[str, int] | None:
    """Return a body's name at the start of words, and where the work begins behind it.

    "Sở Y tế: Tổ chức ..." and "Công an tỉnh chủ trì ..." give work at once; a heading (`whole`)
    is a name alone. None where no body is named.
    """
    at = name_at(text, plain)
    return None if at is None else cut_name(text, at, whole=whole)


def cut_name(text: str, at: int, *, whole: bool) -> tuple[str, int]:
    """Return the name that begins at `at`, and where the work begins behind it."""
    verb = first_verb(text, at)
    sure = verb is not None and _SURE.match(text, verb) is not None
    colon = text.find(":", at)
    if 0 <= colon <= at + LONGEST and not re.search(r"[.;]\s", text[at:colon]):
        early = sure and verb is not None and verb < colon
        return _bare(text[at : verb if early else colon]), colon + 1
    if verb is not None and (sure or not whole):
        return _bare(text[at:verb]), verb
    return _bare(text[at:]), len(text)


def _bare(name: str) -> str:
    """Leave out what only explains a name: "(cơ quan thường trực)", but not "(PC04)"."""
    return _ASIDE.sub("", name).strip(' .,;:*_-–"“”')


def first_verb(text: str, at: int) -> int | None:
    """Return where the work begins in a text whose name begins at `at`, None without a verb."""
    for found in _VERBS.finditer(text, max(at + 3, 0)):
        before = text[max(at, found.start() - 14) : found.start()].lower()
        if not _NOUNS.fullmatch(found.group()) or not _OFFICE.search(before):
            return found.start()
    return None


TOPIC = re.compile(
    r"(?:to chuc (?!chinh tri|xa hoi|doan|hoi)|de nghi$|ve |(?:o )?cap (?:tinh|huyen|xa|thanh pho)|"
    + _any("""
    cong_tac tuyen_truyen thoi_gian tien_do che_do kinh_phi phan_cong nhiem_vu noi_dung giai_doan
    dot bao_cao kiem_tra trien_khai xay_dung day_manh tang_cuong quan_triet phat tiep_tuc
    cac_hoat_dong trach_nhiem_chung giai_phap hinh_thuc tren qua thong_qua truoc sau trong tu_ngay
    tu_thang muc yeu_cau chi_dao lanh_dao,?_chi huong_dan dia_diem thanh_phan so_ket tong_ket
    khen_thuong thi_dua phuong_thuc danh_gia co_che phuong_cham nguyen_tac quan_diem phan_ky
    lo_trinh buoc cac_buoc khen giam_sat truyen_thong thong_tin xu_ly cac_noi_dung cac_giai_phap
    cac_bien_phap cac_hinh_thuc viec can_cu mot_so bien_phap cach theo_doi chuan_bi ra_quan
    cac_nhiem_vu phan_loai nguon co_so cap_co_so
    """)
    + r")(?!\w)"
)
"""Headings in a section of tasks that open a topic and name nobody, in the plain form."""

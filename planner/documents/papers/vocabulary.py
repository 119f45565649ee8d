"""Words that stand beside each other in papers of offices: what a damaged word can have been.

"ban: chấp chỉ hành" says that "ban chấp", "ban chỉ" and "ban hành" are said. The pairs are those
that at least three of the papers share from which the rules were written, and the gate's own
phrases (`planner.domain.scope`), so that a slip hides none of them; "#" stands for a number.
"""

PAIRS = """
#: a b ban buổi bài báo bình băng bản bảng chương chậm chủ ct ctr cuộc cv các công cấp cộng cờ cụm
của giây giờ gắn gửi h hd huyện hướng hằng hộ hội k kh khu không khẩu kết kỳ lượt lần lớp m mô mỗi
mục nghị ngày người nhà nhóm như những nq năm nđ pano phát phóng phút qh qđ sau svhttdl sạch số sổ
sở tb theo thành tháng thôn thông thực tin treo triển trong trên trước trường ttr tuyên tuyến tuổi
tại tập tết tỉnh tổ tổng tờ từ ubnd video và vào về với xã yêu âm điều điểm đài đại đảng đến để
đồng đội đợt ủy a: a an: các cấp huyện nhân ninh phường sinh toàn tỉnh xã xử anh: hùng b: c ban:
biên báo bí bầu chấp chỉ cán dân giám hành kiểm mttq mặt ngành nhân quản thường tuyên tổ đảng bao:
di trên binh: liệt và biên: bản dịch giới phòng soạn tập biến: các giáo hòa luật pháp tư tự đến
biết: thực biển: báo cấm nước đảo biểu: diễn dương hiện hội mẫu quốc toàn trong đảng biện: pháp
biệt: chào khó là btgdvtu: ngày btgdvtw: ngày btgtu: ngày btgtw: ngày buổi: chiếu chiều không ngoại
ngày nói sinh sáng tuyên vào xe bà: con mẹ bài: bình chuyên giảng học phát phóng phản tháng trên
tuyên viết về đăng bàn: giao huyện thành tỉnh xã bào: các có dân khmer về bày: chuyên bá: các hình
bác: các hồ kịp quan sĩ thông bám: sát bán: hàng vận báo: chí cáo công hà in kiên kết lịch ngay này
nội số thời trên trước tại tỉnh và về xuân điện đài đến đồng bãi: ngang bè: quốc bình: dân luận
ngày thuận xét đẳng bí: mật thư bích: họa bính: ngọ bóc: gỡ bóng: đá bôi: nhọ băng: rôn bưu: điện
bạc: màu bạn: bè đọc bạo: lực bản: bản chỉ của dàn hướng người phẩm sắc số tin tập tổ về xử đồ
bảng: hỏi tin điện bảo: hiểm tàng tồn vệ đảm bất: diệt hợp ngờ thường bầu: cử quốc bật: của bắn:
pháo bắt: buộc dư giữ phản tâm tình tổng đầu bằng: bảng các hình phiếu tiếng xe bế: mạc bến: xe
bền: vững bệnh: covid viện bị: giám nội và động bịa: đặt bỏ: các ngăn phiếu thông bố: danh kết trí
đường bồi: dưỡng thường bổ: sung bộ: chiến chuyên chính chỉ các công giáo huyện luật máy ngành nhận
phát phận quy sinh thông trực tỉnh tổ và văn y đoàn đảng đội bức: xúc c: tỉnh ca: khúc cai: nghiện
cam: kết cao: chất nhất nhận sức tinh trách tuổi tốc điểm che: khuất chi: bộ cục hội nhánh tiết
đoàn đạo chia: làm sẻ chiếm: đoạt chiến: binh dịch lược sĩ thắng đấu chiếu: bóng phim sáng chiều: #
bắt cho: # ban báo các cán công cơ học hộ mọi ngư người nhân phép phù sở thành trẻ ubnd đài đội
chung: cư sức chuyên: gia môn mục sâu trang trách đề chuyển: biến hóa đổi chuyện: chuyên truyền về
chuẩn: bị đại chào: cờ mừng chánh: văn cháy: nổ rừng chí: báo cách cổng của hệ minh phó phục thông
trang trung tự và xuất đánh để chính: chủ các công luận phủ quyền sách theo thống thức trong trị từ
xác chùa: khmer chú: trọng chúc: mừng tết chăm: lo sóc chưa: được đồng chương: trình chạp: đến
chạy: chữ chấm: điểm chấn: chỉnh chấp: hành chất: lượng chậm: nhất chắc: tình chặn: các gỡ lọc
trang việc xử âm chặt: chẽ chẽ: giữa với chế: hiển độ chỉ: dẫn huy số thị tiêu đạo đỏ chỉnh: thời
trang xử đốn chịu: trách chống: cháy dịch khai ma phá tham thiên tác tảo tội đối chốt: kiểm chợ:
trường chụp: ảnh chủ: cơ nghĩa nhiệm nhật phương quyền quản trì trương tài tàu tịch yếu đề động
chức: # bộ cho chính chương cuộc cá các doanh giao giải gặp học họp hội liên lấy lễ lực ngoại ngày
năng nắm phát sinh sắc thi thiết tháng thăm thực triển trong truyền tuyên tuần tập tết tọa tối viên
và văn xã ít điểm đoàn đại đảng đối chứng: cứ lịch nhận con: dấu người covid: # cp: ngày về ct: các
ttg tu tw cung: cấp cuối: năm quý cuộc: bầu gọi sống thi vận đổi cv: tu cvp: các cài: cắm đặt cá:
nhân các: ban biện buổi bài bản bệnh chi chuyên chính chương chợ chủ cuộc câu công cơ cấp cụm cửa
diễn doanh dân dịp dự giai giải hoạt huyện hành hình hộ hội khu kênh kỳ loại luận mô mục nghĩa nghị
ngành ngày nhiệm nhà nhóm nền nội pct pgđ phiên phong phòng phương phường quan quy sản sở sự thuê
thành thôn thông thế thủ tin trang trường trục tuyến tài tác tôn tầng tập tỉnh tổ văn vấn vụ xã ý đ
điểm đoàn đài đơn đường đảng địa đối đồng đội đợt ấn cách: hành hồ ly làm mạng thức cán: bộ sự cáo:
# ban báo bộ chính chủ công cấp của dư kết liên nhanh năm rao sơ số sở thường tổng ubnd viên và ủy
cân: đối câu: chuyện hỏi lạc cây: xanh còn: lại có: # biểu biện bài công dấu ghi hiệu hoạt khó liên
nguy người nhiều nội thành thông thẩm tiền trách trọng tên tối uy vướng vấn yêu ít ý điều đông đạo
ảnh công: an bằng bố chức cuộc các cán cộng cụ của dân giáo khai nghiệp nghệ người nhiệm nhân nhận
rõ sở thương thực trách trình trấn trực ty tác viên và văn vụ điện đoàn đại ước cùng: cấp căn: cước
cứ cũ: rách cơ: bản chế cấu hội quan sở cư: dân trú và cương: khẩu tuyên tài cường: bảo công kiểm
quản sự tuyên tuần cưỡng: chế cả: cơ hệ ngày năm nước cải: cách cảm: của cảng: cá cảnh: báo cáo
giác quan sát cấp: cho các có danh dịch huyện hội khẩu kịp nhiệm phát phép số thông tiến trong trên
tài tỉnh xã ủy cầm: đầu cần: thiết cầu: các của gỡ nhà thủ cẩm: nang cận: huyết nghèo thông cập:
nhật cố: tình cồn: ma cổ: vũ động cổng: chào dịch thông trang trường cộng: hoà hòa sản tác đồng cờ:
băng cũ phướn trang treo tổ từ và về đuôi đúng đảng đầu cụ: hồ thể cụm: cổ dân loa pa pano của: #
ban báo bộ chính chủ cuộc các cách cán công cơ cả cấp cử doanh dân dư dịch giám huyện hđnd hệ hội
khu kế luật lãnh lực mặt mỗi ngành người nhà nhân nước pháp phòng phóng phụ quân quý quốc sở thành
tháng thủ tinh toàn trung trường tỉnh tổ tổng từng ubnd việc việt xã đoàn đài đơn đại đảng đất địa
đồng đội ủy củng: cố cứ: chỉ hướng kế luật nghị quyết cứu: học nạn cử: # cho quốc theo tri trong
tỉnh và đại đầu ở cửa: hàng khẩu ngõ cực: của tham về cựu: chiến danh: công hiệu mục nghĩa sách
điện di: sản tích động diễn: biến phục ra tập đàn diễu: hành diện: các tích và do: hạnh lực sở
doanh: nghiệp nhân du: khách lịch dung: bảo các cơ cần của giáo hình hướng khác không khẩu kế phòng
sai sau thông truyền trọng tuyên vi và xấu duy: trì duyệt: chương chặt dàn: dựng dành: cho dán:
thông áp dân: # biết bảo chủ các cư cấp cộng của gửi huyện hướng học không nhất nhận phát phòng
phản phố quân số sử tham treo trong trên tỉnh tộc từ tự việt vùng vận về xã đoàn để đối ở dâng:
hương dây: nóng dò: dư xét dòng: họ dõi: các diễn hoạt hướng kiểm nắm phát thông tổng xử đôn dùng:
chung tiền tài dũng: cảm dư: luận dương: các gương dưới: các cờ dưỡng: kỹ dấu: hiệu ấn dẫn: các
công dắt hệ hộ kiểm kỹ người nhân này nội số tổ viên đài đôn dắt: dư dễ: nhớ dịch: bệnh covid phát
trên tài vụ dịp: # kỷ lễ sau tết dỡ: băng ngay dục: nghề pháp thể truyền và dụng: biện các công
dịch mạng pháo tài vneid đen điện dữ: liệu dự: báo kiến phòng thi thảo toán trữ án dựng: # bộ
chuyên chương chỉnh các kế kịch mô môi nông phim phong phóng phương tiểu tối video và ít đảng em: #
facebook: của zalo fanpage: chính của kênh zalo file: âm ghi: hình nhận rõ tên ghép: nội trong
tuyên gia: # bảo các hội lễ mạng nhóm phòng về xây đình đấu giai: đoạn gian: diễn ký mạng thực treo
tuyên từ địa giang: ngày về đài giao: ban cho công dịch lưu nhận phòng sở thông thừa trung già:
làng giá: kết trị xếp giác: tội giám: sát đốc giáo: của dục huyện hội trung tỉnh viên việt và để
giáp: thìn giúp: đỡ giả: danh mạo định giải: pháp phóng quyết thích thể tỏa đáp ở giảm: nghèo
giảng: dạy giấu: tên giấy: chứng phép giỗ: tổ giới: hải thiệu vùng giờ: # có ngày thứ trên và đến
giữ: bí gìn nguyên vững giữa: các tuyên gom: rác gây: hoang rối góp: của phần ý gõ: từng gương: cán
mẫu người điển gấp: đến gần: # gắn: biển kết loa với gặp: mặt gọi: hỏi điện gỡ: bài bỏ các nội
trang gửi: ban báo các công cơ kèm kế sở tin trước ubnd về ít h: # hai: lần hay: cách hd: btgdvtu
btgdvtw btgtw hiến: đất hiểm: xã y hiển: thị hiểu: dễ lịch pháp hiện: # chương chế chỉ các công
hành hướng kế lệch một nghiêm nghị người những nếu quyết suy sớm theo thắng trường tốt từ và xử ít
ý đấu đề hiệp: phụ thương hiệu: cờ hóa lực mẫu nhận pa quả trên tuyên tại vi hoan: tuyên hoang:
mang hoà: xã hoàn: cảnh thành hoạch: cụ của như này số thực triển truyền trước tuyên tổ và về đến
hoạt: chi chuyên câu công cộng của dưới đoàn động hoặc: # hu: ngày huy: bộ quân vai động huyết:
thống huyện: ban có cấp mở thành thị trang trước trạm tx tăng tổ và về đoàn ủy huấn: cho giáo kỹ
nghiệp hy: sinh hà: nội hài: lòng hàng: giả không nhà hành: # bản chính kèm kế lịch nghiêm quy
quyết thông trung trình tài vi và đài đảng đến động hào: dân hình: an báo chính cách của dân dư
dịch hay huyện kiên led mới nhân phát quảng sự thanh thành thức thực tiên trong trực tư tỉnh tổ từ
về địa ảnh hòa: bình giải xã hòm: thư hóa: các gia giao thôn thông thể trang trong truyền và văn xã
điện hôn: hôn nhân hùng: liệt vương hđnd: huyện tỉnh và xã hơn: nữa hư: hỏng hương: tôi ước hướng:
các công dư dẫn nội thông tuyên tới về hưởng: ứng hạ: cờ tầng hại: bạo của hạn: chế hạng: của hạnh:
kiểm phúc hải: sản đảo hậu: phương quả hằng: ngày năm quý tháng tuần hết: # ngày năm tháng thời hệ:
thống trẻ học: # cơ doanh khu kinh lực nghệ nhà nhân nơi phổ sinh trạm tập tổ viên và về vụ đường
họp: báo dân mặt thôn thứ tổ hỏi: răn đáp hồ: chí sơ hồi: giấy thẻ đất hồng: kỳ hỗ: trợ hộ: bị có
cận dân gia kinh nghèo quỹ hội: báo bảo chính chợ chủ có cấp của cựu diễn hóa hội khóa không lhpn
liên nghề nghị người nhà nhóm nhập non nông năm phát phụ quan quốc thao thi thảo toàn trong trên
trước trường tạo tỉnh tổ viên việt và văn về xi xiii xiv đoàn đăng đại đảng để đồng hộp: thư hợp:
báo bảo chặt cung các công của giữa gửi hội kết pháp phát quốc rà số thực tuyên tác tình tổ vi với
xử ý đoàn đài đăng i: mục ii: nội iii: # hình in: # và ấn infographic: video internet: mạng và iv:
phân tổ k: t kh: tu ubnd khai: báo các công danh kế kết mạc thác thực trên khen: thưởng khi: bị
chưa có cần hết kết phát đăng khiếu: kiện nại khoa: học khoản: cá có hội mạng phụ vi đăng ảo khu:
công dân nhà phố trung vực khung: giờ khuyến: cáo khích khuôn: viên khách: hàng quan sạn khám: sức
kháng: khả khánh: # nước tiết khát: vọng khí: phấn thi khó: khăn khóa: trang tài xv xvi không: #
chính chấp có dùng gian khai khí nêu phát phép phô quá sử với để khăn: vướng khơi: dậy khả: năng
khảo: sát khấu: hóa khẩu: hiệu lao khắc: phục khẳng: định khỏe: cho khối: đại khởi: của nghiệp tố
kinh: doanh nghiệm phí tế kiên: giang quyết kiến: chỉ của cử góp kiến nghị nhân phản thức tâm kiều:
bào kiểm: chứng duyệt soát tra điểm kiểu: mẫu kiệm: không kiện: lịch toàn về đông kèm: hình theo
kéo: dài kích kê: khai số kênh: chính tiktok youtube kêu: gọi kích: hoạt động kính: gửi ký: ban bởi
cam kết kẻ: vẽ kế: hoạch maket mẫu kết: # công hợp luận nghĩa nối quả thúc toàn trong trước vào xây
kể: chuyện từ kịch: bản kịp: thời kỳ: # báo hằng họp trên vọng kỷ: cương luật niệm yếu kỹ: năng
thuật lan: tỏa lao: động led: tại lhpn: tỉnh liêm: chính liên: hiệp hoan hệ hợp kết lạc ngành quan
tục đoàn liệt: chào sĩ liệu: cá hỏi sinh số truyền tuyên về loa: lưu truyền tuyên đến loại: hình
người rác đối loạt: báo luận: chia chính của phản trong trên viên về xã điệu định đối luật: an bảo
bầu cho các của kỷ nghĩa những phát phòng theo tổ việt về là: các cơ kế ngày người nhiệm những
trong vùng làm: # báo cho hay kinh mới phim rõ sáng theo tốt việc ăn làng: ngõ trưởng lào: cai lá:
điện lái: xe lâu: dài lãm: ảnh lãng: phí lãnh: đạo lão: thành lên: mạng tiếng lênin: tư lòng: của
lôi: kéo lúc: # lý: bình chặt các cán cơ do giám hoạt hành hình kịp kỷ luận nghiêm người nhà theo
thông trách trường vi đối lĩnh: vực lưu: dữ hồ vp văn động lương: cao lưới: cộng lượng: # bình
chuyên chức các công cộng hiệu nòng phát tin tần vũ đấu lượt: bình chia xem lạc: bộ lại: vào lấy:
mẫu ý lần: ngày thứ tuần lập: # ban biên danh dự hồ hội nhóm quân thành tỉnh tổ tự ít đoàn đảng đội
lắng: nghe lắp: dựng đặt lễ: công giao hội khai kỷ lớn mít phát viếng lệch: lạc lịch: # phát sử
tiêm tiếp trước lối: của sống lồng: ghép lộ: # trình lớn: của sự và lớp: học nhân tập lời: phỏng
lợi: dụng nghị ích lừa: đảo lựa: chọn lực: gia lượng thù tự m: ban ma: két túy mang: trong minh:
bạch trên và miền: nam núi miễn: phí mong: nhận mttq: việt mua: bán sắm muôn: năm màn: hình mác:
lênin mâu: thuẫn mã: qr mít: tinh mô: hình tô môi: giới trường mông: dao mùng: # mũ: bảo mưu: ban
bố hoạt khen tổ ubnd xử ủy mạc: bế mạng: của luật lưới tháng trên việt và xã mạnh: công mẽ tuyên và
đại mầm: non mẫu: pa pano mật: nhà mắc: các mặt: bằng trận mọi: người mỗi: buổi chi cơ huyện khu
ngày quý tháng thôn trường tuần tổ xã đơn đợt ấp một: lần số mới: # của hình sáng đô để mời: báo
chuyên các cơ mở: chuyên các cửa mục rộng đường đợt mục: # an hướng iii iv phóng tiêu tiến trên
tuyên tăng v đích mức: xử độ mừng: # các kỷ ngày quốc thành xuân đại đảng mỹ: quan nam: # quang
thống tỉnh và xã đông nay: đến ngang: đường ngay: khi nghe: ý nghi: vấn nghiêm: chế các cán kỷ
người trọng túc nghiên: cứu nghiện: ma nghiệp: công của hợp người trên trường tổ viễn và vận vụ xây
nghèo: hộ nghĩa: của lịch mác trang tầm việt vụ nghề: nghiệp nghệ: cao quần sĩ số thuật thông thể
nghỉ: lễ nghị: ban báo các cấp của hội phản quyết sinh tiếp trực tập ubnd xử định ủy ngoại: khóa
nguy: cơ hiểm nguyên: tắc và đán nguyện: hỗ vọng nguồn: dự gốc huy kinh lực ngân phát sự ngành: cấp
lĩnh ubnd y đoàn địa ủy ngày: # ban buổi báo bầu chuyển giải hai hội ký kỷ lễ pháp phát quốc sinh
theo thành thương thứ toàn trong truyền trên trước tổng từ vào đầu ngân: hàng sách ngôi: nhà ngôn:
và đăng ngõ: gõ thành xóm ngăn: chặn ngũ: báo cán cộng ngư: dân người: bệnh bị cao chấp có dân
không ký lao lạ nghiện nghèo nước phát sử tham thân tại tốt từ vi việt đi đăng địa đứng ở ứng ngắn:
đăng ngữ: việt nhanh: gọn tiến nhiều: người nhiệm: của kỳ người và về vụ nhiệt: liệt nhà: báo cung
dân hàng khoa mạng nước trường trọ văn ở nhân: bình có cận dân dịp khu không kỷ liệt lực ngày người
rộng sự tiêu viên nhóm: có cộng kín trên tài zalo nhũng: tiêu như: mục sau trên nhạy: cảm nhất: #
là ngày đất nhận: biết diện hồ quân thức được nhập: ngũ quốc nhật: ký ngày thông tin nhắc: nhở
nhắn: rác tin nhằm: định nhẹ: lương nhớ: ơn những: biểu bài khó ngày người nơi nội thành thông
trường vấn ninh: chính mạng trật tư tổ niêm: yết niên: công tình xung niềm: tin tự niệm: # chương
các ngày non: sông nq: cp tw này: thay và đề nâng: cao cấp nêu: cao gương trên tên tại nòng: cốt
nói: chuyện không việt nô: áp nông: dân nghiệp sản thôn nút: giao năm: # cách của du hằng học ngày
quốc thực trước xây đổi năng: an nhiệm nhận phát sử nđ: cp nơi: công cư làm nhận nước: chi các cộng
của ngoài sinh trong truyền trên uống việt và về nại: tố nắm: bắt chắc diễn sát tâm tình nặc: danh
nến: tri nếu: có nền: tảng nồng: độ nổ: tại nổi: bật cộm nỗ: lực nội: bộ dung quy vụ địa nộp: hồ
nữ: tỉnh oa: chính của pa: # nô pano: băng cờ tại tấm áp pct: ubnd pgđ: sở phai: màu phim: lưu phục
tài phiên: tòa phiếu: hỏi khảo phong: cách trào phá: các hoại pháo: hoa nổ pháp: khác luật lý
nghiệp phòng xử phát: # bằng chuyên hiện huy hành loa lại ngôn nội sinh sóng thanh thêm thông tin
triển trên tài tán tối tờ động phân: công cấp loại luồng tích phê: bình duyệt phán phí: bảo bầu cho
thực phích: băng màn tại phòng: an ban chống công cảnh giáo hđnd kinh ngừa nông nội quản sở toàn
tránh trước tuyên tư tỉnh ubnd văn đơn ủy phó: bí chủ giám trưởng phóng: miền mặt sự viên phô:
trương phù: hiệu hợp phú: thọ phúc: lợi phút: buổi ngày và phương: # báo cơ gửi hướng pháp thức
thực tiện triển trong trước án đơn phướn: cờ màn pano phường: thị tổ từ đặc phạm: hành không nồng
pháp quy theo trong về phạt: các hành nghiêm người theo tiền vi phải: treo được phản: bác ánh động
ứng phấn: khởi đấu phần: mềm tử việc phẩm: văn về đấu phỏng: vấn phố: chính chỉ có huế treo tổ và
phối: hợp phổ: biến thông phụ: huynh lục nữ trách phục: vụ phủ: phê quy và về phức: tạp pt: th qh:
# qua: ban các công hệ hội mạng nhóm phòng zalo đó đường ứng quan: biên báo chủ chức có công hệ
liên thường thực truyền trên trường trọng tâm tổ và điều điểm đơn đảng đến địa quang: vinh quy: chế
cách hoạch trình tắc định ước quyết: các của không liệt số thủ toán trung tâm xử đại định quyền:
con các lợi nghĩa số và điện địa quà: cho gia quá: # trình quán: triệt quân: # sự và đội quét: phát
thông quê: hương quý: # cơ ii iii iv quả: # bầu chỉ các công nhiệm thực tuyên về xây xử đại định
quản: lý trị quảng: bá bình cáo trường trị quần: chúng quầy: giao quốc: các cờ gia hội khánh lần lộ
năm phòng tại tế tỉnh từ việt và về quỹ: đền qđ: ttg ubnd ra: khỏi quân đại đời rao: vặt riêng: dịp
ngày năm rà: quét soát rác: thải tại rách: bạc rôn: cờ khẩu pano phát phướn tại rõ: nguồn tên răn:
đe rơi: # song rượu: bia rất: mong rộng: khắp mô rãi sai: lệch quy sót sự trái sang: tiếng sao: gửi
sau: # bầu cai khi sắp đây đại sea: games sinh: chủ hoạt kế môi phụ sinh tham viên và xã đường
song: ngữ soát: các lập thu thống xử soạn: phát tài tờ đề sung: một suy: thoái sách: báo chính các
của cử dân hỗ hộ người nhà pháp và ảnh sáng: # bắt ngày thứ tác tạo sáp: nhập sát: các cơ giao hành
lấy nội việc sáu: hằng sân: khấu vận sâu: rộng sắc vùng sóc: sức sóng: phát truyền tối sơ: kết quản
trực đề đồ sạch: đẹp sản: bất phẩm trên việt xuất sắc: tôn sắp: xếp sẵn: sàng sẻ: bài bình thông
tin số: # buổi báo cộng của hóa liệu lượng lượt người nội quốc tháng trong và vụ điều điện đặc đối
sống: tự văn sổ: tay sớm: phát từ sở: ban cai chậm các công cơ giáo hướng khoa kinh kiểm lao ngành
nội phát thông tiếp trong trước trường tt tuyên tài tăng tư vhttdl vi và văn về xây y đoàn để ấp
sức: khỏe mạnh đề sử: # chương của dụng người quan tóm tầm và vẻ đảng sửa: chữa đổi sự: chuyên cố
hài kiện lãnh nghiệp thật thống tỉnh tọa và về đại đảng đồng t: m trưởng tai: nạn tb: ubnd th: tỉnh
tham: dự gia luận mưu nhũng quan thanh: # cho các cơ cấp huyện hóa mẫu niên thiếu toán tra truyền
tăng và về xã ứng thao: chào huyện và thay: thế đổi theo: các dõi hướng kế luật nghị phân quy quyết
thẩm tinh tư từng yêu đề thi: chính công hành hội sáng trắc trực tuyên tìm viết vẽ đua đấu ảnh
thiên: tai thiết: bị kế lập thực thiếu: nhi niên thiểu: # số thiệt: hại về thiệu: các gương mô
người sách thoái: tư thoại: # thông trực đường thu: giữ gom hút hồi thập thuyết: minh phục thuê:
bao thuật: trực tỉnh thuốc: lá thuộc: diện sở tỉnh thành: chậm công lập phần phố trong trước tích
tựu viên việc đoàn ủy thác: hải thái: độ tháng: # cao chạp cuối giêng gửi hành trước tám tháo: dỡ
gỡ thân: nhân thế thôn: buôn bản khu mới tổ thông: # an báo cho chủ cung cáo công hướng kỹ lưu minh
nhắn năm phòng qua quảng theo tin triển trong trên trước tư tại tổ và vào về điệp đường để thù:
địch thăm: chúc dò hỏi tặng thư: khiếu ký ngỏ nặc thường tố viện về thương: binh mại thường: trú
trực vụ xuyên thưởng: các tập thải: tại thảo: báo khoa luận thất: thiệt thần: đoàn thầy: thuốc
thẩm: quyền định thập: thông ý thật: về thắc: mắc thắng: lợi thắp: nến thế: giới hệ lực sự thể:
chính cá các cấp của dục hiện hóa lệ như thao thức tỉnh tổ và thị: số thành trường trấn văn xã ủy
thọ: ngày thống: # chính kê loa ngành nhất thông truyền văn về với đấu thời: báo các gian hạn lượng
những nắm phát phản sự tham thông với vụ điểm đại đấu thủ: trưởng tướng tục đoạn thứ: # ba bảy hai
nhất năm sáu tư xx thức: bỏ của những phù thời thủ thực truyền trách trên trực tuyên và về thực:
hiện hành phẩm tiết tế tiktok: chính của tin: bài báo cho chính chưa cá các công cơ cảnh cậy của
giả giải hằng khu không kết kịp lành lưu nhắn phát phản quan sai sms thiếu thông thời tiêu trung
truyền trái trên tuyên tích tưởng viễn và về xuyên xấu điện đại đầy đến đối đồn ảnh tinh: diễu
hưởng thần tiêm: chủng vắc tiên: bầu của tiến tiêu: biểu chuẩn chí cực hủy quốc độc tiến: bộ hành
tới độ tiếng: anh dân hát khmer mông mường nói phổ việt ê tiếp: bước công cận lễ nhận sóng trên tại
tục xúc âm tiết: kiệm tiềm: năng tiền: mặt sự án tiểu: ban học phẩm sử thương tiện: thông ích tncs:
hồ to: lớn toàn: bộ diện dân giao quốc thông thực trên tỉnh xã đội tra: các công cứu dư giám kiểm
sở tỉnh viên việc xã xử đôn đột trang: chuyên chính chủ cá cộng của facebook fanpage liệt mạng nhóm
thông tin trí trọng tài và web zalo đô tranh: cách cổ lật ngăn phản thủ triệt với xử trao: giải
tặng đổi treo: # biển băng cờ pano poster tại tối từ ít tri: gửi nơi tại và ân đi trinh: sát triển:
khai kinh lãm nông triệt: nghị phá sâu triệu: tập trong: # bầu các cán công cơ cộng dịp dự giai giờ
hoạt học khu lĩnh lễ lực ngày nhà nhân những năm nội phong quá quý sinh sự thanh tháng thời toàn
trường tuần tình tỉnh việc và vòng xây xã đoàn đó đảng đồng đợt trung: học thực tuyên tâm vào ương
truy: bắt cập tìm vết truyền: # báo bảo bầu bằng cho chính chủ cuộc các công cổ của giáo gửi hình
hướng kết kịp kỷ lan luật lưu miệng như những nâng pháp phòng phải phổ qua sâu thanh theo thông
thường thống thực trang trong trên trước trực tại viên vận về với được đại đạo động trào: bình thi
toàn trách: nhiệm trang từng trái: chiều phép thù xuyên trân: trọng trên: # biển báo bảng các cơ
cổng fanpage hệ internet không kênh loa màn môi mạng nền quốc sóng trang truyền website đài đây địa
trì: biên chuyên câu hoạt nghiêm nắm phối tham thiết trang tổ ít trình: chào của hiệp hành mục nghệ
phát phúc phần phối số thời thực triển truyền về ủy trí: # cổ cổng khánh kinh thời thức treo tuệ
vai xe đèn trò: chơi của lãnh trưng: bày trương: chính của hình đường trước: # cổng dân khi mỗi
ngày trong trụ và trường: # chính học hợp khi sa số tiểu trung tổ và văn đại trưởng: ban bản các
thành trạm: truyền y trạng: của xã trả: lời trải: nghiệm trấn: có duy nghiêm phát tiếp treo áp
trận: tổ và trật: tự trắc: nghiệm trẻ: em từ trị: của fanpage ngày nội to trang trong tư và về xã
đạo trọng: của trong tâm điểm trồng: cây trở: lên về trợ: của lắp người phụ trụ: sở trục: lợi đường
trực: # ban quan tham theo thuộc tiếp tuyến tỉnh tt: huyện hđnd tt tỉnh đảng ttg: ngày tu: ngày tt
tung: tin tuyên: dương giáo truyền tuyến: bài phố toàn trong tìm đường tuyển: cử sinh tuyệt: đối
tuân: thủ tuần: # báo có lễ thứ tra trong từ và ít tuổi: trẻ tw: của ngày tx: tp tài: chính khoản
liệu nguyên sản tàng: tỉnh tàu: cá thuyền tác: bảo bầu chuẩn giả hại nghiệp nhân phòng phẩm quảng
thông tuyên tư viên xây xã đấu động tái: lập tám: thành và tán: phát thông tin tài tâm: báo các
huyện hành là lý phục theo thực truyền trạng trọng tư tỉnh từ văn xã y tân: phú tên: cơ số tìm:
hiểu kiếm tình: cảm huống hình nguyện trạng tích: chào cực lịch xuất tín: của dụng trong đồ tòa:
giả tóm: tắt tôn: giáo vinh túc: thực triển tăng: cường thời tư: liệu nguyện pháp phản tưởng vấn
tương: tác tướng: chính tường: thuật tưởng: chính của dư hồ trong tâm đạo tượng: chống có lợi xấu
tạc: lịch về tại: # buổi bảng bến chợ các công cơ cảng cổng cộng cửa hộ hội khu mục nguồn nhà nơi
quảng sân thành trung trường trụ tờ điểm địa tạo: chuyển không sự và đưa tạp: chí nhạy tải: chia
các nội thông tin trên tảng: số tư tảo: hôn tấm: gương lớn tấn: công tất: cả tầm: quan vóc tần:
suất số tầng: lớp và tập: duyệt huấn hợp phát quán sách thể trung viên và tắc: ứng tặng: # quà tế:
của giỏi hạ lao trung tổ và xây xã tết: nguyên trồng tỉnh: ban báo bộ chỉ chủ các cổng hà hội kiên
lãnh lần ngân nhiệm năm phát phú phối quảng rà sở theo thực tiếp trang trong trên trước tuyên tăng
tại tổ từ và vào vận về xem xây đoàn đã đảng đắk đến để đồng ủy tịch: các hồ thu ubnd ủy tọa: đàm
tỏa: thông tố: cáo giác xét tốc: độ tối: # thiểu thứ tốt: các công trong việc tổ: chức covid công
cộng dân hùng hội kiểm nhân quốc thư trưởng tổng: bí duyệt hợp kết tuyển vệ điều đài tộc: của thiểu
trong tôn và tội: phạm tới: ngày đại tờ: gấp rơi trình tụ: tập điểm tục: hành tủ: sách từ: # chối
cơ nay nguồn ngày sớm tháng tỉnh xa đầu từng: bước giai hộ ngõ nhà tử: các công của fanpage huyện
mạng sở thành trang tại tế tỉnh tổng và xã đảng tự: an chuyển chủ cường diễn do hào lực nguyện
nhiên phát quản vệ tựu: của tỷ: lệ ubnd: các cấp huyện ngày phường thành tỉnh về xã uy: tín uốn:
nắn uống: rượu v: triển v vai: trò vang: của ven: biển vi: phạm vi video: clip cảnh infographic
ngắn vinh: muôn viên: # ban báo chủ chức các công cơ cộng của dùng dư giỏi gương hằng học hội khi
không là làm nòng phát phụ quản sinh sử tham thanh theo thực trung trẻ tuyên tổ viết và y đoàn để ở
viếng: nghĩa viết: bài có phản tin đấu viễn: thông việc: ban chấp học làm nhẹ phức sử thanh thực
treo triển tuyên tăng tốt tổ với viện: tỉnh việt: nam tiếng vt: kgvx vhtt và: # an ban báo bản bảng
bảo bộ chương chủ con cung các công cơ cả cấp cờ của du dân gia giao giải hành hằng hệ hỗ hộ hội
khu không kỷ kỹ làm lưu miền môi mạng nghĩa nghị nguồn ngày người nhà nhân những nâng nơi nền nội
phát phân phòng phương phản phối quê quảng quốc sau sự tham tháng thông thể thời tiếng trang triển
trong trung truyền trên tuyên tài tổ từ ubnd văn vận xã xử zalo đoàn đài đào đón đô đại địa đời ủy
vào: # chương cuộc các dịp dự giờ hoạt lúc ngày nội sinh sáng sự thứ tiêu tuần vân: kiều vì: dân
người vòng: # vóc: của vô: hiệu vùng: biên biển cao dịch giáo sâu xa đồng văn: bản hóa học kiện
minh nghệ này phòng số vĩ: đại vũ: khí trang động vươn: lên vướng: mắc vượt: cấp qua vấn: nhóm pháp
đề vận: chuyển hành khéo trung tải tỉnh động vật: liệu vắc: xin vẻ: vang vẽ: tranh về: # an ban bảo
bầu chiến chính chủ cuộc các công cơ gương kinh kết lãnh lợi mức ngày người nhân những nội phát
phòng phương quy quê quản sở sự thông thăm thủ thực triển truyền tuyên tác tình tăng tư tấm tỉnh tổ
ubnd việc văn ý đại đất đẩy đề địa định vệ: an bí các môi nền sinh trẻ tổ vỉa: hè vị: báo chủ có
doanh hành không liên nghiêm thuộc trí trường trực tổ và về địa vọng: của với: # ban báo bạo chủ
các công cơ cấp dịch hộ kỷ người những phương sở sự trường tuyên tình văn điều đại ủy vụ: cho chính
các công cụ của huyện hành nhân năm phát quân số thu trọng tuyên tỉnh việc án được đại đảng vực:
biên bỏ tổ x: # xa: từ xanh: sạch xe: loa máy thông tuyên xem: xét xi: đảng xiii: của xin: phòng
xiv: của xong: trong trước xung: kích phong xuyên: liên nắm theo tạc xuân: # đinh xuất: # bản
chương các cảnh hiện khẩu kinh nhập sắc xử ít xv: và xvi: và xác: kịp minh thực về định xâm: hại
xây: dựng xã: biên hội miền năm phát phường phối thành thị treo trước tổ và vùng xây đặc để xét:
gia kỷ nghiệm xử đề xóa: bài bình bỏ tin xóm: tổ xúc: cử phạm xảy: ra xấu: độc xếp: hạng loại đơn
xử: lý phạt văn y: tế youtube: tiktok yêu: cầu nước thương yết: công danh giá tại zalo: chính của
oa youtube án: # bảo tiền ánh: của kịp tâm tư về với áo: phao áp: dụng phích tội âm: lịch mưu thanh
ê: đê ích: của ít: nhất ý: chí của kiến nghĩa thức đ: c đi: bầu bỏ làm trước từng đinh: mùi điều: #
chỉnh của hành khiển kiện tra trị điểm: # báo bưu bỏ cuối của giao luận nhóm nóng sai tiêm trước
tấn từ điển: hình điện: biên lực thoại tử văn ảnh điệp: # điệu: sai xuyên đoàn: ban chi các hội
kiểm kết lao thanh thành thể tncs tổ viên và đại ủy đoạn: # lừa mới đường đoạt: tài đua: khen yêu
đuôi: nheo đuối: nước đà: lạt đài: # phát pt tiếng truyền tỉnh đàm: hội đào: tạo đán: đinh đánh:
giá đáp: nghĩa thắc về đây: là đã: hết ký đêm: văn đình: chính chỉ hạnh treo trên văn đích: yêu ý
đính: kèm đó: có đón: tiếp tết đóng: góp đô: thị đôn: đốc đông: người thành đúng: luật quy thời đối
đăng: bài chia công ký phát thông tin trên tải ít đơn: thư vị đưa: kết người nội ra thông tin việc
vào đón đường: bộ chính dây dẫn hồ làng lối phố truyền được: công dư giao hướng phân phép sự tiếp
đại: biểu chúng của diện học hội lý đoàn đạo: # ban bảo chỉ cuộc các cách công cơ của hướng hệ lực
phòng sở thực trung tỉnh tổ ubnd xử điều đài đảng định đức ủy đạt: chuẩn đảm: an bảo công kinh
trang trật vệ đúng đảng: bộ chính cộng cờ mừng nhà pháp trong trên tỉnh viên và vào xây đoàn đảng
đấu đối ủy đảo: chiếm trên đất: nước tổ đai đấu: # tranh đến đầu: cơ cấp lúc mối năm tiên tuần tư
từ đầy: đủ đẩy: mạnh nhanh đẳng: giới đặc: biệt khu điểm đặt: tại đến: # chi các cán công cơ hết
khi nay ngày nhân năm số thuê trường tận từng địa đề: bức cao cương kháng nghị nhạy năm nổi phát
phức trong về xuất án đền: ơn để: báo bị cung hình kiến kích kịp lan người nhân phát răn thực triển
tuyên tổng xây xảy đăng được định địa: bàn chỉ phương điểm địch: bảo trong trên định: chống của
danh hướng kỳ nội số tại về đây đọc: trên đốc: các kiểm sở tổng việc đối: an ngoại thoại tượng với
đốn: đảng đồ: họa đồn: biên thất đồng: bào bộ chí chính khởi loạt nhân thuận tháp thời và đổi: bổ
mới số thông độ: báo cồn của phục thông độc: lập trên đội: biên chiếu hình mũ ngũ nhân quản thanh
tuyên động: # bất bằng chiếu chống cung cuộc cá các cán công của cử giáo gây hộ hội hợp kỷ lồng lợi
lực ngoại người nhân nắm phong phát phòng phục sản theo thi tháng thông thương thực toàn trong
truyền trên trực tuyên tích tại tỉnh viên và vì văn về xây xã đi đoàn đấu đột: phá xuất đời: nhớ
sống đời đợt: # cao tuyên đủ: chính đúng đức: lối nghề phong đứng: đầu ơn: đáp ưu: tiên ương: # của
thường và về đảng ước: quy ảnh: hưởng trên tư video về đại đẹp ấn: phẩm ấp: khu ẩn: danh ổn: định
ở: các cơ khu nước vùng địa ủng: hộ ủy: ban chính chỉ chủ các công cơ hđnd hướng kiên quân sở theo
thành thị trước trực tt tổ ubnd viên và vào về xây xã đảng đề để định ủy ứng: của cử dụng ngày phó
tháng xử
"""

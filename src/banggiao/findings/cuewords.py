"""Words around a trigger that say how its frame is to be filled."""

from __future__ import annotations

import re

AUX = re.compile(
    r"[\s,]*(?:(?:và|cùng|với|Phu nhân|phu nhân|đoàn|Đoàn|đại biểu|cấp cao|Việt Nam|dẫn đầu|làm|trưởng đoàn|đã|sẽ|sắp|đang|vừa|cũng|có|tiến hành|chủ trì|buổi|cuộc|các|"
    r"trong|chính thức|lần đầu tiên|lần đầu|cùng nhau|trực tiếp|lần lượt|dự kiến|bắt đầu|kết thúc|tốt đẹp|thực hiện|chuyến|thân mật|trọng thể|lên đường|rời|tới|sang|đến|về|chủ|đồng chủ trì|nồng nhiệt|nhân chuyến|nhân|hai bên|trân trọng)[\s,]*)*"
)
WITH_DELEGATION = re.compile(r",? (?:và|cùng|dẫn đầu|sẽ dẫn đầu|đã dẫn đầu)(?: phu nhân| Phu nhân)?,?(?: và| cùng| sẽ dẫn đầu)? ?[Đđ]oàn [^.;:]{0,80}")
_BREAK = re.compile(
    r"(?<![Tt]ự),? (?:nhân dịp|nhân chuyến|nhân(?! dân)|trong khuôn khổ|theo lời mời|nhằm|để|về việc|bên lề|trước khi|sau khi|dưới sự|khẳng định|đề nghị|nhấn mạnh|"
    r"cho biết|cho rằng|và bày tỏ|bày tỏ|đánh giá|nhất trí|thống nhất|chúc mừng|cảm ơn|nhận lời|do|trên cương vị|tại buổi|yêu cầu|nêu|hoan nghênh)\b|;"
)
#: Who leads a delegation is its guest or host: "tiếp Đoàn … do đồng chí Inlavan Keobounphanh … dẫn đầu".
LED_BY = re.compile(r",? do [^;.]{5,300}?(?:dẫn đầu|làm [Tt]rưởng đoàn|làm Trưởng Đoàn)")
FUTURE = re.compile(r"\b(?:sẽ|sắp|dự kiến|chuẩn bị|chuẩn bị tốt|tiến tới|sắp tới|kế hoạch|nhận lời|mời)\b")
NOW = re.compile(r"\b(?:đang|bắt đầu|tiếp tục chương trình|lên đường|rời Hà Nội|rời Thủ đô|sang|tiếp tục)\b[^,;]{0,24}$")
DONE = re.compile(r"\b(?:đã|vừa|đang|sau khi|trước đó)\b")
OFF = re.compile(r"\b(?:hoãn|hủy|hủy bỏ|tạm dừng)\b[^,;]{0,30}$")
FRAME_BEFORE = re.compile(r"(?:[Tt]rong khuôn khổ|[Nn]hân dịp|[Nn]hân|[Bb]ên lề|[Tt]rong thời gian|kết quả|[Tt]rong|về|[Tt]iếp tục (?:chương trình|các hoạt động|hành trình)[^,]{0,24}|ý nghĩa)(?: của)?(?: các)? ?(?:hoạt động |chương trình )?(?:trong |của )?$")
MAIN_BEFORE = re.compile(r"(?:bắt đầu|kết thúc|kết thúc tốt đẹp|đã có|tiến hành|thực hiện|lên đường|mở đầu) $")
FRAMED_TRIP = re.compile(r"(?:trong khuôn khổ|nhân dịp|nhân|nhân chuyến|bên lề)\b[^,;]{0,90}$", re.I)
OCCASION = re.compile(r"(?:Nhân dịp|Nhân|Được tin|Trước|nhân dịp)\b")
RECALL = re.compile(r"(?:[Tt]ại|[Tt]rong|[Ss]au|[Kk]ết thúc|[Nn]gay sau|[Tt]rước|[Pp]hát biểu tại|[Bb]ên lề|[Tt]ừ)(?: các)? $")
BY_INVITATION = re.compile(r"(?:[Nn]hận|theo) lời mời của $|(?:[Nn]hận|theo) lời mời (?:chính thức )?của (?:Ngài |ngài |đồng chí )?$")
ONLINE = re.compile(r"trực tuyến|qua điện thoại|cầu truyền hình")
FOLLOWS = re.compile(
    r"(?:Ngay sau|Sau (?:lễ|cuộc|hội|khi|buổi)|Dịp này|Nhân dịp này|Cũng trong|Tiếp đó|Tại (?:lễ|cuộc|buổi|Lễ)|Kết thúc (?:hội|cuộc|buổi|kỳ)|Trước đó, tại|Tại đây|Ngay trước)"
)
NOT_ATTENDED = re.compile(r"[.;]| (?:của|cùng|với|thực hiện|theo) ")
#: Kinds that happen on one day; a range beside them is the visit's.
ON_A_DAY = frozenset({"talks", "reception", "call", "message", "signing", "ceremony"})
CHAIRED = re.compile(r"(?:dưới sự )?(?:đồng )?(?:chủ trì|điều hành|sự chủ trì) (?:của )?")
ALSO_THERE = re.compile(r"(?:Cùng (?:dự|đi|tham dự|tiếp)|Tham dự|Cùng có mặt|Dự (?:buổi|cuộc|lễ))[^.;]{0,70}?(?: có| còn có)(?=[ :])")
AT_SITTING = re.compile(r"(?:[Tt]ại|[Tt]iếp tục chương trình|[Tt]iếp tục|[Cc]hương trình|phát biểu tại|Phát biểu tại|đồng chủ trì|chủ trì|tham dự|dự)(?: cuộc| các)? $")
ANNIVERSARY = re.compile(
    r" (?:lần thứ )?(?P<years>\d{1,3})(?: năm)? (?:năm )?(?:[Nn]gày )?(?P<what>thiết lập (?:quan hệ )?(?:ngoại giao|quan hệ)|quan hệ ngoại giao|"
    r"ký (?:kết )?Hiệp (?:ước|định)[^,.;()]{0,40}|ký (?:kết )?hiệp (?:ước|định)[^,.;()]{0,40})"
)
PAIR_OF_DAYS = re.compile(r"\(\d{1,2}[/-]\d{1,2}[/-]\d{4} ?[-–/] ?\d{1,2}[/-]\d{1,2}[/-]\d{4}\)")
BREAK = re.compile(
    r"(?<![Tt]ự),? (?:nhân dịp|nhân chuyến|nhân(?! dân)|trong khuôn khổ|theo lời mời|nhằm|để|về việc|bên lề|trước khi|sau khi|dưới sự|khẳng định|đề nghị|nhấn mạnh|"
    r"cho biết|cho rằng|và bày tỏ|bày tỏ|đánh giá|nhất trí|thống nhất|chúc mừng|cảm ơn|nhận lời|do|trên cương vị|tại buổi|yêu cầu|nêu|hoan nghênh)\b|;"
)

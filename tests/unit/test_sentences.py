"""Where sentences end, and where a full stop ends none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banggiao.grammar.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text, (0, len(text)))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hai bên hội đàm. Hai bên ký.", ["Hai bên hội đàm.", "Hai bên ký."]),
        ("Ông nói: “Hai nước là bạn.” Bà đồng ý.", ["Ông nói: “Hai nước là bạn.”", "Bà đồng ý."]),
        ("Đoàn đến Hà Nội!\nĐoàn đến Huế", ["Đoàn đến Hà Nội!", "Đoàn đến Huế"]),
        ("Ba bên họp… Ông về.", ["Ba bên họp…", "Ông về."]),
        ("Đoàn đến lúc 8 giờ. 30 người dự.", ["Đoàn đến lúc 8 giờ.", "30 người dự."]),
        ("Kim ngạch đạt 1.100.000 USD.", ["Kim ngạch đạt 1.100.000 USD."]),
        ("Bà V. Nikishina đến TP. Hồ Chí Minh.", ["Bà V. Nikishina đến TP. Hồ Chí Minh."]),
        ("GS. TS. Lê Văn Lợi và ThS. Đỗ Mai dự.", ["GS. TS. Lê Văn Lợi và ThS. Đỗ Mai dự."]),
        ("Xem chinhphu.vn. Tin mới.", ["Xem chinhphu.vn.", "Tin mới."]),
        ("Ngày 5.3.2025 đoàn đến.", ["Ngày 5.3.2025 đoàn đến."]),
        ("Hai bên dự lễ ra mắt.Trong chuyến thăm, họ ký.", ["Hai bên dự lễ ra mắt.", "Trong chuyến thăm, họ ký."]),
        ("Việc đã xảy ra.Ông về năm 2024.Bà ở lại?Không.", ["Việc đã xảy ra.", "Ông về năm 2024.", "Bà ở lại?", "Không."]),
        ("Ảnh: M.Hoàng, TP.Hà Nội, St.Petersburg, Ths.Lê Mai.", ["Ảnh: M.Hoàng, TP.Hà Nội, St.Petersburg, Ths.Lê Mai."]),
        ("Theo VOV.VN và Sanna.KH, 4.Kem và 3.Tóc.", ["Theo VOV.VN và Sanna.KH, 4.Kem và 3.Tóc."]),
        ("   ", []),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_only_the_given_stretch_is_cut() -> None:
    text = "Một. Hai là hai. Ba."
    assert [text[a:b] for a, b in sentences(text, (5, 16))] == ["Hai là hai."]


@given(st.one_of(st.text(max_size=80), st.text(alphabet="aÀ.!? …\n”)\"TP1", max_size=60)))
def test_sentences_rebuild_the_text(text: str) -> None:
    found = sentences(text, (0, len(text)))
    assert "".join("".join(text[a:b].split()) for a, b in found) == "".join(text.split())
    assert all(a < b for a, b in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))

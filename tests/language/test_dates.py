import pytest

from banggiao.grammar.tomlrules import rule_file
from banggiao.mentions.dates import as_text, date_mentions

RULES = rule_file("dates")["rule"]


@pytest.mark.parametrize(("rule", "text", "want"), [(r["name"], *e) for r in RULES for e in r["yes"]])
def test_finds(rule: str, text: str, want: str) -> None:
    found = date_mentions(text, (0, len(text)))
    assert [as_text(f) for f in found] == [want]
    assert found[0].rule == rule


@pytest.mark.parametrize(("rule", "text"), [(r["name"], e) for r in RULES for e in r["no"]])
def test_does_not_find(rule: str, text: str) -> None:
    assert rule not in [f.rule for f in date_mentions(text, (0, len(text)))]


def test_several_in_a_sentence() -> None:
    text = "Chiều 5/3, Thủ tướng tiếp đoàn đang thăm Việt Nam từ ngày 4 đến 6/3/2025 nhân 60 năm (5/9/1962-5/9/2022)."
    assert [as_text(d) for d in date_mentions(text, (0, len(text)))] == [
        "--03-05", "2025-03-04/2025-03-06", "1962-09-05", "2022-09-05",
    ]

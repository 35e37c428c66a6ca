"""Ask the record of the samples every question of `questions.toml` and see what is right.

Prints the wrong answers, how many of the answerable are right and of the unanswerable answered; ends with 1 below the floors.

    python eval/ask.py [QUESTIONS.toml]
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from datetime import date
from pathlib import Path

from banggiao.ask.answering import answer
from banggiao.ask.query import Answer
from banggiao.capture import captures
from banggiao.record.naming import name_key, plain
from banggiao.record.record import Record

HERE = Path(__file__).resolve().parent
RIGHT = 0.95


def says(value: str, wanted: str) -> bool:
    """True where a value of an answer is one of the wanted ones, parted by ``|``: itself, one person, a text around it."""
    for one in wanted.split("|"):
        if value == one or name_key(value, None) == name_key(one, None):
            return True
        if not one[:1].isdigit() and len(one) > 3 and plain(one) in plain(value):
            return True
        number, _, unit = one.partition(" ")
        if number.replace(".", "").isdigit() and unit and value.partition(" ")[0] == number and plain(unit) in plain(value):
            return True
    return False


def judge(question: dict[str, object], found: Answer) -> str:
    """right, wrong, or for the unanswerable: silent, answered."""
    if question.get("unanswerable"):
        return "answered" if found.status == "answered" else "silent"
    want = list(question["want"])  # type: ignore[call-overload]
    if found.status != "answered" or not all(any(says(value, one) for value in found.values) for one in want):
        return "wrong"
    asked = [value for value in found.values if any(says(value, one) for one in want)]
    if not question.get("among") and 2 * len(asked) < len(found.values):
        return "wrong"
    return "right" if found.facts and found.quotes else "wrong"


def main(path: Path) -> int:
    """Ask all; gives the exit code."""
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    today = date.fromisoformat(content["today"])
    count: dict[str, int] = {}
    with tempfile.TemporaryDirectory() as folder, Record.open(Path(folder) / "samples.db") as record:
        record.add(captures([str(HERE.parent / "samples")]))
        for question in content["question"]:
            found = answer(record.store, question["q"], today=today)
            verdict = judge(question, found)
            count[verdict] = count.get(verdict, 0) + 1
            if verdict in ("wrong", "answered"):
                print(
                    f"{verdict.upper()}: {question['q']}\n"
                    f"   wanted {question.get('want', '–')}, values {list(found.values)}, quotes {len(found.quotes)}"
                )
                print(f"   {found.status}: {found.text}\n   {found.understood}")
    answerable = count.get("right", 0) + count.get("wrong", 0)
    share = count.get("right", 0) / answerable
    print(f"{count.get('right', 0)} of {answerable} answerable right ({share:.1%}); {count.get('answered', 0)} of "
          f"{count.get('answered', 0) + count.get('silent', 0)} unanswerable answered")  # fmt: skip
    return 0 if share >= RIGHT and not count.get("answered") else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "questions.toml"))

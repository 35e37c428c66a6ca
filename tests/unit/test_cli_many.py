"""Many captures on one core and on several."""

from __future__ import annotations

from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING

import pytest

from banggiao.errors import CaptureError, EncodingError
from banggiao.many import FEW_CAPTURES, each
from banggiao.model import Capture

if TYPE_CHECKING:
    from collections.abc import Iterator


def capture(number: int, size: int = 10) -> Capture:
    content = b"x" * size
    return Capture(f"{number}.txt", content, "text", sha256(content).hexdigest())


def mixed(count: int) -> Iterator[Capture | CaptureError]:
    for number in range(count):
        yield EncodingError(f"{number}.txt", "no text") if number % 10 == 3 else capture(number)


@pytest.mark.parametrize(("count", "jobs"), [(0, 1), (25, 1), (25, 2), (FEW_CAPTURES + 50, None), (5, None)])
def test_results_keep_the_order_of_the_captures_with_errors_in_their_place(
    count: int, jobs: int | None
) -> None:
    results = list(each(attrgetter("source"), mixed(count), jobs=jobs))
    assert [str(result).removesuffix(": no text") for result in results] == [f"{n}.txt" for n in range(count)]
    errors = [result for result in results if isinstance(result, CaptureError)]
    assert [type(error) for error in errors] == [EncodingError] * len(range(3, count, 10))


def refuse(given: Capture) -> str:
    raise EncodingError(given.source, "cannot")


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_of_the_function_is_given_back(jobs: int) -> None:
    (error,) = each(refuse, [capture(1)], jobs=jobs)
    assert isinstance(error, EncodingError)
    assert (error.source, error.reason) == ("1.txt", "cannot")


def test_captures_are_taken_as_they_are_needed() -> None:
    taken = 0

    def stream() -> Iterator[Capture]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield capture(number)

    results = each(attrgetter("source"), stream(), jobs=2)
    next(results)
    assert taken < 1_000
    results.close()

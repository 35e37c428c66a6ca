"""One contender on some pages, in a process of its own: prints pages a second and peak memory as JSON.

    python contenders.py NAME SECONDS FILE…

Only the contender's own packages are imported, so that another environment can run it.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Pages = list[tuple[str, bytes]]


def banggiao(pages: Pages) -> Callable[[], None]:
    from banggiao.capture import capture_bytes
    from banggiao.errors import CaptureError
    from banggiao.jsonform import reading_as_json
    from banggiao.reading import read_capture

    def run() -> None:
        for name, content in pages:
            for capture in capture_bytes(content, name, name=name):
                assert not isinstance(capture, CaptureError), capture
                reading_as_json(read_capture(capture))

    return run


def banggiao_stories(pages: Pages) -> Callable[[], None]:
    from banggiao.capture import capture_bytes
    from banggiao.errors import CaptureError
    from banggiao.stories import open_page

    def run() -> None:
        for name, content in pages:
            for capture in capture_bytes(content, name, name=name):
                assert not isinstance(capture, CaptureError), capture
                open_page(capture)

    return run


def underthesea(pages: Pages) -> Callable[[], None]:
    # it lives in an environment of its own
    from underthesea import ner, sent_tokenize  # type: ignore[import-not-found]

    texts = [content.decode("utf-8", "replace") for _, content in pages]

    def run() -> None:
        for text in texts:
            for sentence in sent_tokenize(text):
                ner(sentence)

    return run


def trafilatura_fast(pages: Pages) -> Callable[[], None]:
    from trafilatura import extract

    def run() -> None:
        for _, content in pages:
            extract(content, fast=True, with_metadata=True, output_format="json")

    return run


CONTENDERS = {
    "banggiao": banggiao,
    "banggiao-stories": banggiao_stories,
    "underthesea": underthesea,
    "trafilatura-fast": trafilatura_fast,
}


def main() -> None:
    name, seconds, *files = sys.argv[1:]
    pages = [(file, Path(file).read_bytes()) for file in files]
    run = CONTENDERS[name](pages)
    warm = CONTENDERS[name](pages[:1])
    warm()  # lists, models and patterns are loaded with the first page
    done, started = 0, time.perf_counter()
    while not done or time.perf_counter() - started < float(seconds):
        run()
        done += len(pages)
    rate = done / (time.perf_counter() - started)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    megabytes = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    print(json.dumps({"pages_a_second": rate, "megabytes": megabytes}))


if __name__ == "__main__":
    main()

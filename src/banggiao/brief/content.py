"""What a brief holds: sections of sentences, each sentence with the quotes it rests on. Knows no format and no record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a sentence comes from: the outlet, the day, the story's title and the words it rests on.

    `date` is an ISO day, or None where the page printed none; `story` is the story's id in the record. A citation without
    an outlet, a title or a quote cannot be made: `ValueError`.
    """

    story: str
    outlet: str
    date: str | None
    title: str
    quote: str
    url: str | None = None

    def __post_init__(self) -> None:
        """Refuse what cites nothing."""
        for name in ("outlet", "title", "quote"):
            if not getattr(self, name).strip():
                raise ValueError(f"a citation of {self.story} without {name}")


#: At least one.
Citations: TypeAlias = tuple[Citation, *tuple[Citation, ...]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence and what it rests on; without a citation there is no sentence: `ValueError`.

    >>> Sentence("Hai bên nhất trí nâng cao hiệu quả đầu tư.", ())
    Traceback (most recent call last):
    ValueError: a sentence without a citation: Hai bên nhất trí nâng cao hiệu quả đầu tư.
    """

    text: str
    citations: Citations

    def __post_init__(self) -> None:
        """Refuse what rests on nothing."""
        if not self.text.strip():
            raise ValueError("a sentence without words")
        if not self.citations:
            raise ValueError(f"a sentence without a citation: {self.text}")


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one heading, never none; `key` names the section in every language: `relations`, `contacts` …"""

    key: str
    heading: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The few words that writers put around the sentences, in the language of the brief."""

    sources: str
    undated: str
    quote: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as content.

    `as_of` is the ISO day on which what is due is overdue; `notes` say for what and from what the brief was made, and name
    the sections of which the record has nothing; `labels` are for writers.
    """

    title: str
    language: str
    as_of: str
    notes: tuple[str, ...]
    sections: tuple[Section, ...]
    labels: Labels
    numbers: dict[Citation, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Number the citations in the order in which they are first used."""
        cited = (c for section in self.sections for sentence in section.sentences for c in sentence.citations)
        object.__setattr__(self, "numbers", {c: number for number, c in enumerate(dict.fromkeys(cited), 1)})

    def numbers_of(self, sentence: Sentence) -> list[int]:
        """The numbers of a sentence's citations, ascending."""
        return sorted({self.numbers[citation] for citation in sentence.citations})

    @property
    def sources(self) -> list[tuple[int, Citation]]:
        """Every citation with its number, in order."""
        return [(number, citation) for citation, number in self.numbers.items()]

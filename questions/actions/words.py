"""What a voice says in one go: plain values that travel between a form, an answer and its history."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

from questions.models import Answer, AnswerPart


@dataclass(frozen=True)
class PartWords:
    """One reading of what is said to a sub-question, and what may be done with it."""

    sub_question_id: int
    text: str = ""
    choice: str = ""
    has_no_experience: bool = False
    reading: int = 1
    held_by: str = ""
    nature: str = ""
    naming: str = Answer.Naming.ORGANIZATION
    may_be_quoted: bool = False

    @property
    def key(self) -> tuple[int, int]:
        """Which sub-question this answers, and in which reading."""
        return self.sub_question_id, self.reading

    @property
    def says_something(self) -> bool:
        """Something was said here, if only that there is no experience with it."""
        return bool(self.text.strip() or self.choice or self.has_no_experience)


@dataclass(frozen=True)
class Words:
    """
    All that a voice says, and who may read it; ``readers`` is None when the question decides.

    ``place_id`` is the organisation beside whose name a personal answer stands.
    """

    parts: tuple[PartWords, ...]
    readers: str | None = None
    place_id: int | None = None


def parts_said(parts: Iterable[AnswerPart]) -> tuple[PartWords, ...]:
    """Return what an answer says now."""
    return tuple(
        PartWords(
            sub_question_id=part.sub_question_id,
            text=part.text,
            choice=part.choice,
            has_no_experience=part.has_no_experience,
            reading=part.reading,
            held_by=part.held_by,
            nature=part.nature,
            naming=part.naming,
            may_be_quoted=part.may_be_quoted,
        )
        for part in parts
    )


def parts_kept(kept: list[dict]) -> tuple[PartWords, ...]:
    """Return what an earlier version said; versions of before a word existed leave it at its default."""
    return tuple(PartWords(**part) for part in kept)


def as_kept(parts: Iterable[PartWords]) -> list[dict]:
    """Return what was said as a version keeps it."""
    return [asdict(part) for part in parts]

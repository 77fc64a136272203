"""Bringing together what two people wrote at the same time, so that no word of either is lost."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from questions.actions.words import PartWords
from questions.models import Answer

# Between two sentences, and after every line. Whoever changes one word of a sentence may have
# changed its meaning, so a sentence is what two people can both have changed.
BETWEEN_SENTENCES = re.compile(r"(?<=[.!?…])(?=\s)|(?<=\n)")
FROM_NAMED_TO_NAMELESS = [
    Answer.Naming.NAMED,
    Answer.Naming.ORGANIZATION,
    Answer.Naming.KIND_AND_REGION,
    Answer.Naming.UNTRACEABLE,
]


@dataclass(frozen=True)
class Merged:
    """
    An answer with the changes of both.

    ``clashes`` are the sub-questions and readings of which both changed the same. Their texts
    hold what both wrote, one after the other, for somebody to make one text of.
    """

    parts: tuple[PartWords, ...]
    clashes: frozenset[tuple[int, int]]


@dataclass(frozen=True)
class Edit:
    """That ``sentences`` came in the place of those from ``start`` up to ``end``."""

    start: int
    end: int
    sentences: list[str]
    is_mine: bool

    def meets(self, other: "Edit") -> bool:
        """Both change the same sentence, or add something at the same place."""
        if self.start == self.end == other.start == other.end:
            return True
        return self.start < other.end and other.start < self.end


def merge_parts(base: Iterable[PartWords], mine: Iterable[PartWords], theirs: Iterable[PartWords]) -> Merged:
    """Return an answer with what changed from ``base`` to ``mine``, and from ``base`` to ``theirs``."""
    before, typed, saved = ({part.key: part for part in parts} for parts in (base, mine, theirs))
    merged, clashes = [], set()
    for key in sorted(typed.keys() | saved.keys()):
        nothing = PartWords(sub_question_id=key[0], reading=key[1])
        was = before.get(key, nothing)
        part, is_clash = _merge_part(was, typed.get(key, was), saved.get(key, nothing))
        merged.append(part)
        if is_clash:
            clashes.add(key)
    return Merged(tuple(merged), frozenset(clashes))


def merge_text(base: str, mine: str, theirs: str) -> tuple[str, bool]:
    """
    Return a text with the changes of both, and whether both changed the same.

    Changes of different sentences come together by themselves. Where both changed the same
    sentence both are kept, mine first.
    """
    if mine == theirs or theirs == base:
        return mine, False
    if mine == base:
        return theirs, False
    sentences = _sentences(base)
    merged: list[str] = []
    place, has_clash = 0, False
    edits = _edits(sentences, mine, is_mine=True) + _edits(sentences, theirs, is_mine=False)
    for meeting in _meetings(edits):
        start, end = min(edit.start for edit in meeting), max(edit.end for edit in meeting)
        both, is_clash = _settle(sentences, meeting, start, end)
        merged += [*sentences[place:start], *both]
        place = end
        has_clash |= is_clash
    return _joined(merged + sentences[place:]), has_clash


def _merge_part(base: PartWords, mine: PartWords, theirs: PartWords) -> tuple[PartWords, bool]:
    text, has_clash = merge_text(base.text, mine.text, theirs.text)
    chosen: dict[str, object] = {}
    for name in ("choice", "has_no_experience", "held_by", "nature", "may_be_quoted", "naming"):
        was, typed, saved = (getattr(words, name) for words in (base, mine, theirs))
        chosen[name] = saved if typed == was else typed
        if saved not in (was, typed) and typed != was:
            if name == "naming":
                # PRIVACY: of two wishes the one that says least of who spoke needs no talk.
                chosen[name] = max(typed, saved, key=FROM_NAMED_TO_NAMELESS.index)
            else:
                has_clash = True
    return replace(mine, text=text, **chosen), has_clash


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in BETWEEN_SENTENCES.split(text) if sentence]


def _matcher(some: Sequence[str], others: Sequence[str]) -> SequenceMatcher:
    """Compare sentences without the spaces around them, which move when something is put between."""
    return SequenceMatcher(
        None, *([sentence.strip(" \t") for sentence in each] for each in (some, others)), autojunk=False
    )


def _edits(sentences: Sequence[str], changed: str, *, is_mine: bool) -> list[Edit]:
    others = _sentences(changed)
    return [
        Edit(start, end, others[other_start:other_end], is_mine)
        for kind, start, end, other_start, other_end in _matcher(sentences, others).get_opcodes()
        if kind != "equal"
    ]


def _meetings(edits: Iterable[Edit]) -> Iterator[list[Edit]]:
    """Yield the edits in their order, those that meet together."""
    meeting: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if meeting and not any(edit.meets(other) for other in meeting):
            yield meeting
            meeting = []
        meeting.append(edit)
    if meeting:
        yield meeting


def _settle(sentences: list[str], meeting: list[Edit], start: int, end: int) -> tuple[list[str], bool]:
    """Return what comes in the place of these sentences, and whether somebody has to look at it."""
    mine, theirs = (
        _applied(sentences, [edit for edit in meeting if edit.is_mine is is_mine], start, end)
        for is_mine in (True, False)
    )
    if len({edit.is_mine for edit in meeting}) == 1:
        return (mine if meeting[0].is_mine else theirs), False
    both: list[str] = []
    is_clash = bool(mine) != bool(theirs)
    for kind, my_start, my_end, their_start, their_end in _matcher(mine, theirs).get_opcodes():
        both += mine[my_start:my_end]
        if kind in ("replace", "insert"):
            both += theirs[their_start:their_end]
        is_clash |= kind == "replace"
    return both, is_clash


def _applied(sentences: list[str], edits: list[Edit], start: int, end: int) -> list[str]:
    found: list[str] = []
    for edit in edits:
        found += [*sentences[start : edit.start], *edit.sentences]
        start = edit.end
    return found + sentences[start:end]


def _joined(sentences: Iterable[str]) -> str:
    """Put sentences together, with a space where two would touch."""
    text = ""
    for sentence in sentences:
        text += " " if text and not (text[-1].isspace() or sentence[0].isspace()) else ""
        text += sentence
    return text

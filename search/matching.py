"""From what somebody types to what is found: the same on each database, in the same order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from search import stems, words

# More would narrow a search to nothing; a page can be found by fewer.
MOST_TERMS = 8
NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Term:
    """One word that somebody looks for, and its stem."""

    word: str
    base: str

    @property
    def goes_on(self) -> bool:
        """Whether it also finds words that begin with it; a word of two letters does not."""
        return len(self.word) >= stems.SHORTEST_PREFIX

    @property
    def wanted(self) -> list[tuple[str, bool]]:
        """Under which words an entry must be kept, each with whether it may go on."""
        is_covered = self.goes_on and self.base.startswith(self.word)
        return [(self.word, self.goes_on), *([] if is_covered else [(self.base, False)])]


@dataclass(frozen=True, slots=True)
class Query:
    """The words that somebody looks for; all of them must be there."""

    terms: tuple[Term, ...]

    @classmethod
    def of(cls, typed: str) -> "Query":
        """Read what was typed; signs mean nothing, and stop words are left out."""
        found: dict[str, Term] = {}
        for written in stems.written_words(typed):
            *_, last = stems.parts(written.group()) or [""]
            # Of e-mail only email, under which both ways of writing are kept.
            if last and len(found) < MOST_TERMS:
                found.setdefault(last, Term(last, stems.stemmed(last)))
        return cls(tuple(found.values()))

    def __bool__(self):
        return bool(self.terms)

    def is_in(self, text: str) -> bool:
        """Whether each word that is looked for stands in a text."""
        written = {token for word in stems.words_in(text) for token in stems.tokens(word)}
        return all(
            term.word in written
            or term.base in written
            or (term.goes_on and any(token.startswith(term.word) for token in written))
            for term in self.terms
        )

    @property
    def beginning(self) -> re.Pattern:
        """Finds a word that begins as one that was typed; not every word that is looked for does."""
        typed = "|".join(re.escape(term.word) for term in self.terms if term.goes_on)
        return re.compile(rf"(?<![^\W_])(?:{typed or '(?!)'})", re.IGNORECASE)

    def found_in(self, text: str) -> set[str]:
        """Return which words of a text, as they are written there, are looked for."""
        # On a page of results every word of ten posts comes by, so each is looked at once.
        whole = {form for term in self.terms for form in (term.word, term.base)}
        beginnings = tuple(term.word for term in self.terms if term.goes_on)
        return {
            word
            for word in stems.words_in(text)
            for token in stems.tokens(word)
            if token in whole or token.startswith(beginnings)
        }


@dataclass(frozen=True, kw_only=True, slots=True)
class Sight:
    """
    What one asker may find; numbers only, worked out upstairs for every search anew.

    An entry is hers when it is in a group or thread of which she is part, or when its openness
    is one of ``wide`` and it stands in no group or in one of ``readable``.
    """

    wide: tuple[str, ...]
    readable: frozenset[int]
    inside: frozenset[int] = frozenset()
    guest_in: frozenset[int] = frozenset()

    @property
    def condition(self) -> str:
        """The same as SQL about an entry ``e``."""
        wide = ", ".join(f"'{openness}'" for openness in self.wide)
        exposed = (
            f"e.openness IN ({wide}) AND (e.place_id IS NULL OR e.place_id IN ({_numbers(self.readable)}))"
        )
        ways = [f"({exposed})"]
        if self.inside:
            ways.append(f"e.place_id IN ({_numbers(self.inside)})")
        if self.guest_in:
            ways.append(f"e.parent_id IN ({_numbers(self.guest_in)})")
        return f"({' OR '.join(ways)})"


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found; ``pk`` is its place in the order, higher is newer."""

    pk: int
    kind: str
    subject_id: int


def find(
    query: Query,
    sight: Sight,
    *,
    in_titles: bool = False,
    keys: Sequence[Sequence[str]] = (),
    since: datetime | None = None,
    before: int = NEWEST,
    limit: int,
) -> list[Hit]:
    """
    Return what holds all words and may be found by this asker, newest first.

    Of each group of ``keys`` (:mod:`search.index`) an entry must have one; ``before`` is the
    last place that was shown already.
    """
    if not query:
        return []
    wanted = [term.wanted for term in query.terms] + [[(key, False) for key in group] for group in keys]
    condition, values = sight.condition, []
    if since is not None:
        condition += " AND e.happened_at >= %s"
        values.append(connection.ops.adapt_datetimefield_value(since))
    rows = words.find(
        wanted, in_titles=in_titles, condition=condition, values=values, before=before, limit=limit
    )
    return [Hit(*row) for row in sorted(rows, reverse=True)]


def _numbers(ids: frozenset[int]) -> str:
    # SECURITY: numbers only, so they can stand in the statement; there may be many.
    return ", ".join(str(int(pk)) for pk in sorted(ids)) or "NULL"

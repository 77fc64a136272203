"""
Words as they are found: without capitals and accents, whole and as a Dutch stem.

Made here and not by the database, so that the same words are found on each.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from html import unescape

import snowballstemmer

LONGEST_WORD = 40
SHORTEST_PREFIX = 3
# What one would not search by. Left out of the index, where they would take a third of the room.
STOP_WORDS = frozenset(
    """
    aan al als bij dan dat de den der des deze die dit door een en er haar had heb hebben heeft het hem hen
    hij hoe hun ik in is je jij jou jullie kan kon maar me men met mij mijn na naar niet nog nu of om omdat
    ons onze ook op over te ten ter toch toen tot uit van veel voor want waren was wat we wel werd wie wij
    worden wordt zal ze zich zij zijn zo zonder zou zouden u uw
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a column of strings
)
# Letters and digits; a hyphen or apostrophe holds two parts of one word together, and in a
# number a full stop or comma.
_WORD = re.compile(r"[^\W_]+(?:(?:[-‐‑'’]|(?<=\d)[.,](?=\d))[^\W_]+)*")
_JOINT = re.compile(r"[-‐‑'’.,]")
# Marks within a word, which do not cut it in two as other tags do.
_MARK = re.compile(r"</?(?:strong|em|a|u|s|sub|sup)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return a word without capitals and accents: ``Één`` becomes ``een``."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


@lru_cache(maxsize=100_000)
def stemmed(word: str) -> str:
    """Return what a folded word shares with its other forms: ``huizen`` and ``huis`` have one stem."""
    found = _stemmer().stemWord(word) if word.isalpha() else word
    return found if len(found) > 1 else word


@cache
def _stemmer():
    return snowballstemmer.stemmer("dutch")


@lru_cache(maxsize=100_000)
def parts(written: str) -> tuple[str, ...]:
    """
    Return the folded words in one written word, stop words left out.

    ``e-mail`` gives ``email`` as well as its parts, because people write it both ways.
    """
    pieces = _JOINT.split(written)
    # The s of regio's says that there are several, and is no word.
    if len(pieces) > 1 and pieces[-1] != "s":
        pieces.append("".join(pieces))
    folded = (fold(piece)[:LONGEST_WORD] for piece in pieces)
    return tuple(dict.fromkeys(word for word in folded if _is_worth_keeping(word)))


def _is_worth_keeping(word: str) -> bool:
    return word not in STOP_WORDS and (len(word) > 1 or word.isdigit())


@lru_cache(maxsize=100_000)
def tokens(written: str) -> tuple[str, ...]:
    """Return under which words one written word is kept: its parts, and the stem of each."""
    found = parts(written)
    return tuple(dict.fromkeys([*found, *(stemmed(word) for word in found)]))


def written_words(text: str) -> Iterator[re.Match]:
    """Yield the words of a text as they stand there, with their places."""
    return _WORD.finditer(text)


def words_in(text: str) -> set[str]:
    """Return the different words of a text as they are written there."""
    return set(_WORD.findall(text))


def tokens_of(text: str) -> set[str]:
    """Return all words and stems under which a text is kept."""
    return {token for word in words_in(text) for token in tokens(word)}


def bare(html: str) -> str:
    """Return the text of stored HTML on one line, its tags taken out."""
    return " ".join(unescape(_TAG.sub(" ", _MARK.sub("", html))).split())

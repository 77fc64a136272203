"""
What in a text may lead to one family or inhabitant: numbers, dates, addresses.

It only finds; whoever writes decides. Nothing of a text is kept or leaves this process. Every
pattern takes time in proportion to the text, however hostile.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.conf import settings

CONTEXT = 32
LONGEST_SHOWN = 60


class Kind(StrEnum):
    """What a passage may be, as one says it to the writer."""

    CITIZEN_NUMBER = "lijkt een burgerservicenummer"
    BIRTH_DATE = "lijkt een geboortedatum"
    PHONE = "lijkt een telefoonnummer"
    EMAIL = "lijkt een e-mailadres"
    ADDRESS = "lijkt een postcode met huisnummer"
    LICENCE_PLATE = "lijkt een kenteken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One passage, with a few words before and after so that its writer finds it back."""

    kind: Kind
    passage: str
    before: str = ""
    after: str = ""


# What looks the same gets the same sign, one for one, so that places in the text hold.
_ALIKE = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\n": " ", "\r": " "}
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")
)
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S++", re.IGNORECASE)

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@(?P<domain>[\w-]++(?:\.[\w-]++)+)")
# Mailboxes of an office and not of a person.
_OFFICES = {
    *("info", "contact", "secretariaat", "administratie", "receptie", "redactie", "post", "hallo"),
    *("programmateam", "bestuur", "communicatie", "helpdesk", "noreply", "no-reply", "privacy"),
}

# Not 0800, 0900, 088 and 14 0xx: those are numbers of organisations. Nor a date or a time.
_PHONE = re.compile(
    r"""
    (?<![\w.,/+-])
    (?: (?:\+|00)31 [ .-]? (?:\(0\)[ ]?)? (?!80|90|88)[1-9] (?:[ .-]{0,2}\d){8}
      | (?!\d\d[-/.]\d\d[-/.]\d{4}|\d\d[.:]\d\d[ ]?-)
        \(?0(?!800|900|88)[1-9] (?:[ .()/-]{0,3}\d){8}
    )
    (?!\w|[.-]\d)
    """,
    re.VERBOSE,
)

_MONTHS = {
    month: number
    for number, names in enumerate(
        [
            ("januari", "jan"),
            ("februari", "febr", "feb"),
            ("maart", "mrt"),
            ("april", "apr"),
            ("mei",),
            ("juni", "jun"),
            ("juli", "jul"),
            ("augustus", "aug"),
            ("september", "sept", "sep"),
            ("oktober", "okt"),
            ("november", "nov"),
            ("december", "dec"),
        ],
        start=1,
    )
    for month in names
}
_DATE = re.compile(
    rf"""
    (?<![\w.,/-])
    (?: (?P<day>\d{{1,2}}) [ ]?(?P<sign>[-/.])[ ]? (?P<month>\d{{1,2}})
        [ ]?(?P=sign)[ ]? (?P<year>\d{{4}}|\d{{2}})
      | (?P<day_of_word>\d{{1,2}})(?:e|ste|de)? [ -] (?P<word>{"|".join(_MONTHS)})\.? [ -]
        (?P<year_of_word>\d{{4}}|'?\d{{2}})
      | (?P<year_first>\d{{4}}) - (?P<month_next>\d{{2}}) - (?P<day_last>\d{{2}})
    )
    (?![\w/-]|[.,]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BIRTH_BEFORE = re.compile(r"(?:\bgeb(?:oren|oorte\w*|\b)|\bjarig\b|\bverjaar\w*|\bbirth|\*)", re.IGNORECASE)
_BIRTH_AFTER = re.compile(r"[ ,()]*(?:is )?(?:\w+ )?(?:geboren|geb\b|jarig)", re.IGNORECASE)
# What happened less long ago is more often a meeting than a birth.
_YOUNGEST = 4

_POSTCODE = r"[1-9]\d{3}(?:[ ]?(?!SA|SD|SS)[A-Z]{2}|(?!sa|sd|ss)[a-z]{2})(?![\w-])"
_ADDRESS = re.compile(
    rf"""
    (?<!\w) {_POSTCODE} [ ]?[,-]?[ ]?(?:(?:huis)?(?:nr\.?|nummer)[ ]?)? \d{{1,5}}(?![\d.,]\d|\d|[ ]?uur|[ ]?%)
      (?:[ -]?[a-zA-Z]{{1,3}}(?!\w))?
    | (?<=[^\W\d_][ ]) \d{{1,5}}(?:[ -]?[a-zA-Z]{{1,3}}(?!\w)|[ ]?-[ ]?\d{{1,4}})? [ ]{{0,2}},?[ ]{{1,3}}
      {_POSTCODE}
    """,
    re.VERBOSE,
)

_CONSONANTS = "[B-DF-HJ-NP-TV-Z]"
_LICENCE_PLATE = re.compile(
    rf"""
    (?<![\w-])
    (?: [A-Z]{{2}}-\d\d-\d\d | \d\d-\d\d-[A-Z]{{2}} | \d\d-[A-Z]{{2}}-\d\d
      | [A-Z]{{2}}-\d\d-[A-Z]{{2}} | [A-Z]{{2}}-[A-Z]{{2}}-\d\d | \d\d-[A-Z]{{2}}-[A-Z]{{2}}
      | \d\d-{_CONSONANTS}{{3}}-\d | \d-{_CONSONANTS}{{3}}-\d\d
      | [A-Z]{{2}}-\d{{3}}-[A-Z] | [A-Z]-\d{{3}}-[A-Z]{{2}}
      | {_CONSONANTS}{{3}}-\d\d-[A-Z] | [A-Z]-\d\d-{_CONSONANTS}{{3}}
      | \d-[A-Z]{{2}}-\d{{3}} | \d{{3}}-[A-Z]{{2}}-\d
    )
    (?![\w-])
    """,
    re.VERBOSE,
)
_NAMED_PLATE = re.compile(
    r"\bkenteken(?:plaat|nummer)?:?[ ](?:(?:is|was|met)[ ])?"
    r"(?P<plate>[a-z\d]{1,6}(?:[ -][a-z\d]{1,3}){0,2})(?![\w-])",
    re.IGNORECASE,
)

_FIGURE = re.compile(r"\d")
_FIGURES = re.compile(r"(?<![\d,])\d++(?:[ .-]\d++)*")
_BSN_WORD = re.compile(r"(?:\bbsn|burgerservicenummer|sofi-?nummer)", re.IGNORECASE)
_MONEY_BEFORE = re.compile(r"(?:€|\beur|\beuro)[ ]?$", re.IGNORECASE)
_MONEY_AFTER = re.compile(r"[ ]?(?:,-|,\d\d\b|euro\b|eur\b|miljoen\b|%)", re.IGNORECASE)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)

Span = tuple[int, int]


def findings(text: str, *, today: date) -> tuple[Finding, ...]:
    """
    Return the passages of a plain text that may point at one person, in their order.

    Each passage once. ``today`` tells a date of birth from the date of a recent meeting.
    """
    alike = _blank_web_addresses(text.translate(_ALIKE))
    found: dict[Span, Kind] = dict.fromkeys(_emails(alike), Kind.EMAIL) if "@" in alike else {}
    if _FIGURE.search(alike):
        found |= _with_figures(alike, today)
    return tuple(_apart(text, sorted(found.items())))


def is_citizen_number(digits: str) -> bool:
    """Whether nine digits pass the eleven test of a *burgerservicenummer*."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return total % 11 == 0 and len(set(digits)) > 1


def _with_figures(alike: str, today: date) -> dict[Span, Kind]:
    """Everything but an e-mail address has a figure in it, and most texts have none."""
    found: dict[Span, Kind] = {}
    for kind, spans in (
        (Kind.PHONE, _spans(_PHONE, alike)),
        (Kind.BIRTH_DATE, _birth_dates(alike, today)),
        (Kind.LICENCE_PLATE, _licence_plates(alike)),
        (Kind.CITIZEN_NUMBER, _citizen_numbers(alike)),
        (Kind.ADDRESS, _spans(_ADDRESS, alike)),
    ):
        found |= dict.fromkeys(spans, kind)
    return found


def _apart(text: str, found: list[tuple[Span, Kind]]) -> Iterator[Finding]:
    end, said = 0, set()
    for (start, stop), kind in found:
        passage = text[start:stop]
        if start < end or passage in said:
            continue
        end = stop
        said.add(passage)
        yield Finding(
            kind,
            passage[:LONGEST_SHOWN],
            before=_last_words(text[max(0, start - CONTEXT) : start], cut=start > CONTEXT),
            after=_first_words(text[stop : stop + CONTEXT], cut=stop + CONTEXT < len(text)),
        )


def _last_words(text: str, *, cut: bool) -> str:
    line = text.rpartition("\n")[2]
    return f"…{line.partition(' ')[2]}" if cut and line == text else line


def _first_words(text: str, *, cut: bool) -> str:
    line = text.partition("\n")[0]
    return f"{line.rpartition(' ')[0]}…" if cut and line == text else line


def _blank_web_addresses(text: str) -> str:
    return _WEB_ADDRESS.sub(lambda match: " " * len(match[0]), text)


def _spans(pattern: re.Pattern, text: str) -> Iterator[Span]:
    return (match.span() for match in pattern.finditer(text))


def _emails(text: str) -> Iterator[Span]:
    for match in _EMAIL.finditer(text):
        mailbox, _, domain = match[0].lower().partition("@")
        if mailbox not in _OFFICES and domain != settings.MAIL_DOMAIN:
            yield match.span()


def _birth_dates(text: str, today: date) -> Iterator[Span]:
    for match in _DATE.finditer(text):
        start, end = match.span()
        of = match.groupdict()
        day = int(of["day"] or of["day_of_word"] or of["day_last"])
        month = _MONTHS.get((of["word"] or "").lower()) or int(of["month"] or of["month_next"])
        year = (of["year"] or of["year_of_word"] or of["year_first"]).lstrip("'")
        if not (1 <= day <= 31 and 1 <= month <= 12):
            continue
        is_birth = bool(_BIRTH_BEFORE.search(text, max(0, start - CONTEXT), start)) or bool(
            _BIRTH_AFTER.match(text, end)
        )
        # Laws begin on the first of January or July.
        is_law = day == 1 and month in (1, 7)
        is_old = len(year) == 4 and 1900 < int(year) <= today.year - _YOUNGEST
        if is_birth or (is_old and not is_law):
            yield start, end


def _licence_plates(text: str) -> Iterator[Span]:
    yield from _spans(_LICENCE_PLATE, text)
    for match in _NAMED_PLATE.finditer(text):
        signs = re.sub(r"[ -]", "", match["plate"])
        if len(signs) == 6 and not signs.isalpha() and not signs.isdigit():
            yield match.span("plate")


def _citizen_numbers(text: str) -> Iterator[Span]:
    for run in _FIGURES.finditer(text):
        is_named = bool(_BSN_WORD.search(text, max(0, run.start() - CONTEXT), run.start()))
        if not is_named and (_is_money(text, run) or _touches_letter(text, run)):
            continue
        for start, end in _nine_digits(run, is_named=is_named):
            digits = re.sub(r"\D", "", text[start:end]).zfill(9)
            if is_citizen_number(digits):
                yield start, end


def _nine_digits(run: re.Match, *, is_named: bool) -> Iterator[Span]:
    """Say which part of a run of figures may be one number: all of it, or one without a sign within."""
    groups = list(re.finditer(r"\d+", run[0]))
    total = sum(len(group[0]) for group in groups)
    signs = set(re.findall(r"\D", run[0]))
    if len(groups) > 1 and total == 9 and (is_named or (_looks_grouped(groups) and len(signs) == 1)):
        yield run.span()
        return
    for group in groups:
        if len(group[0]) == 9 or (is_named and len(group[0]) == 8):
            yield run.start() + group.start(), run.start() + group.end()


def _looks_grouped(groups: list[re.Match]) -> bool:
    return len(groups) <= 4 and all(len(group[0]) > 1 for group in groups)


def _is_money(text: str, run: re.Match) -> bool:
    before = text[max(0, run.start() - 6) : run.start()]
    return bool(_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(text, run.end()))


def _touches_letter(text: str, run: re.Match) -> bool:
    """Numbers with letters against them are of accounts, cases and firms."""
    return text[run.start() - 1 : run.start()].isalpha() or text[run.end() : run.end() + 1].isalpha()

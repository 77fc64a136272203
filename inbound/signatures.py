"""The end of what somebody typed: her greeting, name, telephone number, and what her employer puts below."""

import re

MOST_LINES = 14
# A sentence this long below a greeting is something she says, and no part of her signature.
SENTENCE = 6
SMALL_PRINT = 12

_DELIMITER = re.compile(r"--\s?")
_DEVICE = re.compile(
    r"\W{0,3}(verzonden|verstuurd|gestuurd|sent|get|download(en)?|haal|outlook voor|outlook for)\b"
    r".{0,60}\b(iphone|ipad|galaxy|samsung|android|ios|telefoon|phone|mobiel|mobile|tablet|outlook|mail voor"
    r" windows|mail for windows|windows mail|proton mail|yahoo mail|gmail|huawei|fairphone|smartphone)\b"
    r"(.{0,40}|.{0,10}<?https?://.{0,80})",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\W{0,2}("
    r"(met\s+)?((zeer|heel)\s+)?(vriendelijke?|hartelijke?|collegiale|warme|zonnige|lieve|beste|goede|vr\.?)\s+"
    r"(groet(en|jes|je)?|gr\.?)"
    r"|met dank en groet(en)?|dank en groet(en)?|hoogachtend|groet(en|jes|je)?|gr\.?|m\.?v\.?g\.?|hgr\.?"
    r"|(kind|best|warm|with kind|with best)\s+regards|regards|sincerely|yours sincerely|cheers"
    r")(?P<rest>[\s,.!]*|(\s*,|\s+(?:van|namens|uit))?\s+(?-i:[A-Z]).{0,40})",
    re.IGNORECASE,
)
_POSTSCRIPT = re.compile(r"p\.?\s?s\.?\b\s*[:.,-]?", re.IGNORECASE)
_CONTACT = re.compile(
    r"@|www\.|https?:|\b\d{4}\s?[A-Z]{2}\b|\b0\d[\d\s-]{7,}|\+31"
    r"|\b(tel|telefoon|mobiel|mob|postbus|bezoekadres|postadres|kvk|werkdagen|aanwezig|bereikbaar|ik werk)\b",
    re.IGNORECASE,
)
_LEGAL = [
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bdisclaimer\b",
        r"\bvertrouwelijk|\bconfidential",
        r"geadresseerde|beoogde ontvanger|intended recipient|intended (solely )?for|addressee",
        r"(uitsluitend|alleen) bestemd voor|\bbestemd voor de",
        r"(dit|deze|this)\s+(e-?mail|bericht|mail|message)",
        r"aansprakelijk|geen rechten|liable|liability",
        r"ten onrechte|per abuis|niet voor u bestemd|in error|onterecht ontvangen",
        r"verspreid|openbaar ?mak|disclos|distribut|verstrek",
        r"verwijder|vernietig|delete",
        r"virus|milieu|environment|printen|print this",
    )
]
_LEGAL_START = re.compile(
    r"\W{0,3}(disclaimer\b|denk aan het milieu|please consider the environment|print deze (e-?)?mail)",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"\W{0,3}("
    r"(let op|caution|waarschuwing|external|extern)\b.{0,40}(e-?mail|bericht|message|afzender|sender).{0,40}"
    r"(buiten|extern|outside|external)"
    r"|(je|u) ontvangt niet vaak e-?mail van|you don't often get email from"
    r").{0,300}",
    re.IGNORECASE,
)


def without_signature(lines: list[str]) -> str:
    """Return what was typed without the greeting at its end and all that belongs to it."""
    lines = _up_to_delimiter(lines)
    lines = [
        line for line in lines if not (_DEVICE.fullmatch(line.strip()) or _BANNER.fullmatch(line.strip()))
    ]
    paragraphs = _paragraphs(lines)
    while len(paragraphs) > 1 and _is_legal(paragraphs[-1]):
        paragraphs.pop()
    if paragraphs and _LEGAL_START.match(paragraphs[-1][0]):
        paragraphs.pop()
    return "\n\n".join("\n".join(paragraph) for paragraph in _without_greeting(paragraphs))


def _up_to_delimiter(lines: list[str]) -> list[str]:
    """Cut at the line with which mail programs begin a signature."""
    for place, line in enumerate(lines):
        if line == "-- " or (_DELIMITER.fullmatch(line) and len(lines) - place <= MOST_LINES):
            return lines[:place]
    return lines


def _paragraphs(lines: list[str]) -> list[list[str]]:
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line.rstrip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return [paragraph for paragraph in paragraphs if paragraph]


def _is_legal(paragraph: list[str]) -> bool:
    """Whether this is the small print of an organisation, and not something a person says of her text."""
    words = " ".join(paragraph)
    hits = sum(bool(pattern.search(words)) for pattern in _LEGAL)
    return bool(_LEGAL_START.match(words)) or (hits >= 3 and len(words.split()) >= SMALL_PRINT)


def _without_greeting(paragraphs: list[list[str]]) -> list[list[str]]:
    """Leave out the last greeting with the name and numbers below it; what is prose after it stays."""
    for place in range(len(paragraphs) - 1, -1, -1):
        for number, line in enumerate(paragraphs[place]):
            if _GREETING.fullmatch(line.strip()):
                above = paragraphs[place][:number]
                below = [
                    paragraph for paragraph in paragraphs[place + 1 :] if _is_sentence(" ".join(paragraph))
                ]
                spoken = [line for line in paragraphs[place][number + 1 :] if _is_sentence(line)]
                return [part for part in [*paragraphs[:place], above, spoken, *below] if part]
        if sum(len(paragraph) for paragraph in paragraphs[place:]) > 2 * MOST_LINES:
            break
    return paragraphs


def _is_sentence(words: str) -> bool:
    if _POSTSCRIPT.match(words):
        return True
    ends = words.rstrip()[-1:] in {".", "?", "!"}
    return ends and len(words.split()) >= SENTENCE and not _CONTACT.search(words) and not _is_legal([words])

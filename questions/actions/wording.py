"""What a synthesis may not say: it shows a range, speaks for nobody, and counts no votes."""

import re
from dataclasses import dataclass

# Below this many answers in a voice a percentage says less than the number itself.
PERCENTAGES_FROM = 20
NEUTRAL = "een aantal organisaties"

# What somebody thinks, and what she does or has; the latter of members only, because "de teams
# hebben een jurist" tells of an example.
_OPINIONS = {
    "vinden": "vindt", "willen": "wil", "denken": "denkt", "menen": "meent", "zeggen": "zegt",
    "stellen": "stelt", "eisen": "eist", "vragen": "vraagt", "hopen": "hoopt", "verwachten": "verwacht",
    "wensen": "wenst", "pleiten": "pleit", "geloven": "gelooft", "kiezen": "kiest", "steunen": "steunt",
    "herkennen": "herkent", "ervaren": "ervaart", "zien": "ziet", "merken": "merkt",
    "onderschrijven": "onderschrijft",
}  # fmt: skip
_DEEDS = {
    "hebben": "heeft", "zijn": "is", "kunnen": "kan", "moeten": "moet", "geven": "geeft",
    "noemen": "noemt", "schrijven": "schrijft", "missen": "mist", "krijgen": "krijgt", "maken": "maakt",
    "roepen": "roept", "staan": "staat", "doen": "doet", "werken": "werkt",
}  # fmt: skip
_SINGULAR = _OPINIONS | _DEEDS
_PLURAL = {singular: plural for plural, singular in _SINGULAR.items()}
_THINKS = "|".join(_OPINIONS)
_DOES = "|".join(_SINGULAR)
_MEMBERS = r"(?:leden|lidorganisaties)"
_MANY = rf"(?:{_MEMBERS}|organisaties|(?:lokale\s+|wijk)?teams|respondenten|deelnemers)"
_MAJORITY = rf"(?:een|de)\s+(?:\w+\s+)?meerderheid\s+van\s+(?:(?:de|alle|onze)\s+)?{_MANY}"
_EVERYONE = rf"(?:(?:de|alle|onze|de\s+meeste|meeste)\s+{_MANY})"
_EVERY_MEMBER = rf"(?:(?:de|alle|onze|de\s+meeste|meeste)\s+{_MEMBERS})"
_SPEAKING_FOR_MEMBERS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_EVERY_MEMBER}\s+(?P<verb>{_DOES})\b",
        rf"\b{_EVERYONE}\s+(?P<verb>{_THINKS})\b",
        rf"\b{_MAJORITY}\s+(?P<verb>{'|'.join(_PLURAL)})\b",
        rf"\b(?P<first>{_DOES})\s+{_EVERY_MEMBER}\b",
        # Without "de" only where a sentence begins, because "drie leden vinden" is a count.
        rf"(?:(?<=^)|(?<=[.!?:;]\s)){_MANY}\s+(?P<verb>{_THINKS})\b",
        rf"\b(?:alle|onze)\s+{_MEMBERS}\b",
        rf"\b(?P<stiff>{_MAJORITY}|(?:namens|volgens)\s+(?:(?:de|alle|onze)\s+)?{_MEMBERS})\b",
        r"\b(?P<stiff>(?:de|het|ons)\s+(?:associatie|vereniging|achterban|netwerk)\s+(?:vindt|wil|eist|stelt))\b",
        rf"\b(?P<stiff>ons\s+standpunt|standpunt\s+van\s+(?:de\s+)?(?:{_MEMBERS}|associatie|vereniging))\b",
    )
]
_VOICE = rf"(?:(?:de|alle|onze|deze)\s+)?(?:{_MANY}|antwoorden|gemeenten)"
_PERCENTAGE = re.compile(
    # A part of what is no voice, such as "20% van de kosten", counts no answers.
    rf"\b\d+(?:[.,]\d+)?\s*(?:%|procent\b|percent\b)(?!\s+van\s+(?!{_VOICE}\b))"
    rf"|\b(?:driekwart|(?:een|twee)\s?derde|de\s+helft|een\s+kwart)\s+van\s+{_VOICE}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Objection:
    """
    Words that a synthesis may not use, why, and what can stand there instead.

    ``proposal`` is the whole text with the words replaced, or empty where only its writer
    can say it otherwise.
    """

    words: str
    why: str
    proposal: str = ""


def objection_to(text: str, *, basis: str = "", answer_count: int = 0) -> Objection | None:
    """
    Return what is wrong first, or None when the text may stand.

    ``basis`` says on how many voices it rests ("3 organisaties en 1 lid"); ``answer_count``
    is how many answers there are in the larger of the two voices.
    """
    for pattern in _SPEAKING_FOR_MEMBERS:
        if found := pattern.search(text):
            return Objection(
                words=" ".join(found[0].split()),
                why="Een synthese spreekt niet namens de leden. Zij laat zien wat er geschreven is.",
                proposal=_replaced(text, found, basis or NEUTRAL),
            )
    if answer_count < PERCENTAGES_FROM and (found := _PERCENTAGE.search(text)):
        return Objection(
            words=" ".join(found[0].split()),
            why=f"Bij minder dan {PERCENTAGES_FROM} antwoorden zegt een percentage te veel. Noem het aantal.",
        )
    return None


def _replaced(text: str, found: re.Match, basis: str) -> str:
    """Let those who wrote it be the subject; the verb follows their number."""
    groups = found.groupdict()
    if groups.get("stiff"):
        return ""
    words = basis
    if verb := groups.get("verb"):
        words = f"{basis} {_inflected(verb, basis)}"
    elif verb := groups.get("first"):
        words = f"{_inflected(verb, basis)} {basis}"
    if found[0][0].isupper():
        words = words[0].upper() + words[1:]
    return f"{text[: found.start()]}{words}{text[found.end() :]}"


def _inflected(verb: str, basis: str) -> str:
    plural = _PLURAL.get(verb.lower(), verb.lower())
    return _SINGULAR[plural] if basis in (NEUTRAL, "1 organisatie", "1 lid") else plural

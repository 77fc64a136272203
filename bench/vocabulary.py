"""Words for made-up posts: some thousands, of which few are common and most are rare, as in any language."""

import random
from itertools import accumulate

COMMON = """
    team buurt gezin gesprek wijk huisarts school gemeente collega vraag antwoord samen leren dorp stad
    huis week maand jaar steun hulp plan tijd ruimte vertrouwen afspraak telefoon deur tafel koffie
    verhaal cijfer
""".split()  # noqa: SIM905 - thirty words read better than thirty strings
# Of ten words of a text six are such, which keeps its length as that of real Dutch.
SMALL = """
    de het een en van in op te dat is die voor met niet aan er om zijn ook als maar bij wat dan nog we ze
    je of hun al zo naar uit door
""".split()  # noqa: SIM905
FIRST = """
    wijk zorg jeugd schuld woon werk taal kind ouder gezins buurt veilig samen dorps stads school
    huis thuis wet rand voor na over onder bij mee tegen mantel sociaal eenzaam
""".split()  # noqa: SIM905
SECOND = """
    team punt plan kracht hulp loket raad netwerk overleg verslag traject dienst werker pleger bezoek
    regeling budget gesprek vraag maatje kaart route keten avond ochtend groep kamer plek visie taak
""".split()  # noqa: SIM905
ENDINGS = ("", "s", "en", "je", "achtig")


def vocabulary() -> list[str]:
    """Return all words, the most common first; the same ones every time."""
    made = [first + second + ending for ending in ENDINGS for second in SECOND for first in FIRST]
    random.Random(2).shuffle(made)
    return COMMON + made


def bodies(count: int = 400, words: int = 200) -> list[str]:
    """Return post bodies of so many words in four paragraphs; the same ones every time."""
    chance = random.Random(1)
    known = vocabulary()
    # The tenth word is used a tenth as often as the first (Zipf's law).
    shares = list(accumulate(1 / (rank + 2) for rank in range(len(known))))
    paragraph = words // 4
    return [
        "".join(
            f"<p>{' '.join(_paragraph(chance, known, shares, paragraph)).capitalize()}.</p>" for _ in range(4)
        )
        for _ in range(count)
    ]


def _paragraph(chance: random.Random, known: list[str], shares: list[float], words: int) -> list[str]:
    large = iter(chance.choices(known, cum_weights=shares, k=words))
    return [chance.choice(SMALL) if chance.random() < 0.6 else next(large) for _ in range(words)]

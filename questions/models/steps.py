"""The way of a question: every step there is, who may take it, what it sends and whether it can be undone."""

from dataclasses import dataclass

from questions.models.questions import Question

State = Question.State

TEAM = "het programmateam"
SECOND_PAIR_OF_EYES = "iemand van het programmateam die de tekst niet het laatst bewerkte"
ANYONE = "een landelijke partij"
TIME = "de tijd"

BEFORE_OPENING = frozenset({State.SUBMITTED, State.DRAFT, State.READY, State.SCHEDULED})
AFTER_OPENING = frozenset(
    {State.OPEN, State.CLOSED, State.INTERPRETING, State.RETURNED, State.SHARED, State.AWAITING}
)
ENDS = frozenset({State.COMPLETED, State.WITHDRAWN, State.MERGED, State.SECOND_ROUND})


@dataclass(frozen=True)
class Step:
    """
    One step on the way (*stap*).

    ``label`` is what the button says, ``sends`` which letters leave, ``final`` what cannot be
    undone afterwards, or an empty string when the step has a way back.
    """

    name: str
    label: str
    sources: frozenset[str]
    target: str
    who: str = TEAM
    sends: str = ""
    final: str = ""
    needs_reason: bool = False


def _step(name: str, label: str, sources: set[str] | frozenset[str], target: str, **more) -> Step:
    return Step(name, label, frozenset(sources), target, **more)


STEPS = {
    step.name: step
    for step in [
        _step("accept", "Neem in behandeling", {State.SUBMITTED}, State.DRAFT),
        _step(
            "approve",
            "Noem klaar",
            {State.DRAFT},
            State.READY,
            who=SECOND_PAIR_OF_EYES,
        ),
        _step("reopen_draft", "Terug naar concept", {State.READY, State.SCHEDULED}, State.DRAFT),
        _step(
            "schedule",
            "Plan",
            {State.READY},
            State.SCHEDULED,
            sends="Op dat moment een brief aan wie gevraagd wordt.",
        ),
        _step(
            "open",
            "Zet open",
            {State.READY, State.SCHEDULED},
            State.OPEN,
            sends="Een brief aan wie gevraagd wordt.",
            final="De tekst, de doelgroep en de belofte over wie de antwoorden leest liggen vast.",
        ),
        _step(
            "close",
            "Sluit",
            {State.OPEN},
            State.CLOSED,
            final="Antwoorden die nu nog komen, heten ‘na sluiting’.",
        ),
        _step("interpret", "Begin met duiden", {State.CLOSED}, State.INTERPRETING),
        _step(
            "return",
            "Leg terug",
            {State.INTERPRETING},
            State.RETURNED,
            sends="Een brief aan wie antwoord gaf: herken je jezelf hierin?",
        ),
        _step("resume", "Ga verder met duiden", {State.RETURNED}, State.INTERPRETING),
        _step(
            "share",
            "Deel",
            {State.RETURNED, State.INTERPRETING},
            State.SHARED,
            final="Deze versie blijft te citeren. Een wijziging wordt een nieuwe versie.",
        ),
        _step("await", "Wacht op terugkoppeling", {State.SHARED}, State.AWAITING),
        _step(
            "complete", "Rond af", {State.SHARED, State.AWAITING}, State.COMPLETED, final="De vraag is klaar."
        ),
        _step(
            "withdraw",
            "Trek in",
            BEFORE_OPENING | {State.OPEN, State.CLOSED, State.INTERPRETING, State.RETURNED},
            State.WITHDRAWN,
            needs_reason=True,
            sends="Een brief aan wie al gevraagd was. Brieven die nog klaarliggen, vertrekken niet.",
            final="De vraag komt niet terug. De reden blijft te lezen.",
        ),
        _step(
            "merge",
            "Voeg samen",
            BEFORE_OPENING,
            State.MERGED,
            final="Deze vraag verwijst voortaan naar de andere.",
        ),
        _step(
            "second_round",
            "Begin een tweede ronde",
            {State.SHARED, State.AWAITING},
            State.SECOND_ROUND,
            sends="Een brief aan wie in de eerste ronde gevraagd was, behalve aan wie liever niet meedeed.",
            final="De eerste ronde blijft zoals zij is.",
        ),
    ]
}

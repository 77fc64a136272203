"""Two syntheses of invented answers: one that is being written, one that was shared."""

from datetime import datetime, timedelta

from members.models import Member
from questions.actions import sorting, synthesizing
from questions.actions.synthesizing import SourceWords
from questions.models import AnswerPart, Question

# Each passage: its section, its words, and of which answers it says so (answer, deelvraag).
BROAD_MANDATE = {
    "passages": (
        (
            "recognized",
            "Een aantal organisaties beschrijft dat zij veel zelf doen en dat de eerste hulp vaak praktisch is.",
            ((0, 0), (2, 0), (3, 0), (6, 0)),
        ),
        (
            "diverging",
            "Wie de grens van de opdracht bepaalt, verschilt sterk: het team, de raad of de afdeling inkoop. Dat lijkt vooral af te hangen van de manier van betalen en van hoe dichtbij het bestuur is.",
            ((0, 1), (1, 1), (2, 1)),
        ),
        (
            "failing",
            "Overdragen na een vast aantal gesprekken knelt volgens enkele teams, ook als zij zelf de kennis hebben om door te gaan. Wat wèl zou kunnen: de grens elk jaar samen bespreken aan de hand van voorbeelden.",
            ((1, 1), (5, 1)),
        ),
        ("unknown", "We hoorden weinig van teams in grote steden met veel verschillende aanbieders.", ()),
    ),
    "quotes": (
        ("recognized", 4, 0, "omdat er verder niemand is"),
        ("failing", 1, 1, "ook als dat niet klopt"),
    ),
    "labels": (
        ("wie bepaalt de grens", "diverging", ((0, 1), (1, 1), (2, 1), (3, 1))),
        ("praktische hulp", "recognized", ((0, 0), (6, 0))),
        ("jongeren", "", ((5, 0),)),
    ),
    "left_out": (
        (8, "Dit gaat over de samenstelling van een team. We bewaren het voor een volgende vraag."),
    ),
}

WAITING = {
    "passages": (
        (
            "recognized",
            "Uit veel antwoorden komt naar voren dat teams in contact blijven, ook als dat geen taak is met een naam. Vaak wordt de vraag in die tijd kleiner of anders.",
            ((0, 0), (1, 0), (4, 0)),
        ),
        (
            "diverging",
            "Hoeveel een team kan doen loopt uiteen. Het hangt af van de manier van betalen en van de samenwerking met school. Een organisatie schrijft dat zij er de mensen niet voor heeft.",
            ((2, 0), (2, 1), (3, 0)),
        ),
        (
            "failing",
            "Opnieuw aanmelden bij elke stap zet gezinnen terug. Wat zou kunnen: een specialist die een dagdeel meedenkt, en één wachtlijst per regio.",
            ((0, 1), (1, 1), (4, 1)),
        ),
        (
            "signals",
            "Een ouder die het zelf meemaakte en meeloopt, hielp in één team meer dan verwacht.",
            ((5, 0),),
        ),
        ("unknown", "We weten niet hoe gezinnen zelf deze tijd beleven. Dat hebben we niet gevraagd.", ()),
    ),
    "quotes": (
        ("recognized", 0, 0, "Vaak wordt de vraag in die tijd kleiner"),
        ("failing", 4, 1, "Elk formulier zet het gezin terug"),
        ("diverging", 2, 0, "We hebben er de mensen niet voor"),
    ),
    "labels": (("ervaringskennis", "signals", ((5, 0), (5, 1))),),
    "left_out": (),
}


def write_synthesis(
    question: Question, words: dict, actor: Member, *, begun: datetime, written: datetime
) -> None:
    """Begin the synthesis of a closed question and write it, with everything that was done on the way."""
    question.refresh_from_db()
    synthesizing.start_interpreting(question=question, actor=actor, now=begun)
    answers = list(question.answers.submitted().order_by("submitted_at", "pk"))
    parts = {
        (place, part.sub_question.position - 1): part
        for place, answer in enumerate(answers)
        for part in answer.parts.select_related("answer", "sub_question")
    }
    sorting.mark_read(answers=answers[: len(answers) // 2], actor=actor)
    for name, section, places in words["labels"]:
        _put_label(question, actor, name, section, [parts[place] for place in places])
    for section, text, places in words["passages"]:
        sources = [SourceWords(parts[place], parts[place].text) for place in places]
        synthesizing.add_words(
            question=question, actor=actor, section=section, text=text, sources=sources, now=written
        )
    for section, answer, part, passage in words["quotes"]:
        source = SourceWords(parts[answer, part], passage)
        synthesizing.add_quote(
            question=question, actor=actor, source=source, section=section, now=written + timedelta(hours=1)
        )
    for answer, reason in words["left_out"]:
        sorting.leave_out(answer=answers[answer], actor=actor, reason=reason, now=written)


def _put_label(question: Question, actor: Member, name: str, section: str, parts: list[AnswerPart]) -> None:
    label = sorting.add_label(question=question, actor=actor, name=name, section=section)
    for part in parts:
        sorting.sort_part(part=part, actor=actor, put=[label])

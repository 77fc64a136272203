"""What the letters about questions share: what they are about, and whom they reach."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import F, Model, Q

from members.models import Affiliation, Member
from questions.models import Answer, Question, Recipient


def question_id(row) -> int:
    """Return the key of the question that this letter is about."""
    return int(row.about.removeprefix("question:"))


NO_MORE = "Geen brieven meer over deze vraag"
IN_TEAM = "je in het programmateam zit"
OWNING = "je deze vraag beheert in het programmateam"
ANSWERED = "jij of je organisatie deze vraag beantwoordde"


def question_topics(model: type[Model], path: str) -> Callable[[Collection[str]], Mapping[str, str]]:
    """Return the topics of letters about rows of this model: the question to which ``path`` leads."""

    def topics(abouts: Collection[str]) -> Mapping[str, str]:
        by_number = {int(about.partition(":")[2]): about for about in abouts}
        questions = model._default_manager.filter(pk__in=by_number).values_list("pk", path)
        return {by_number[pk]: f"question:{question}" for pk, question in questions}

    return topics


def why_asked(voices: Iterable[Recipient]) -> str:
    """Say why somebody is asked: for whom she is contact person, or for herself."""
    voices = list(voices)
    names = dict.fromkeys(voice.organization.name for voice in voices if voice.organization)
    reasons = [f"je contactpersoon bent van {' en '.join(names)}"] if names else []
    if any(voice.organization is None for voice in voices):
        reasons.append("we het jou persoonlijk vragen")
    return " en omdat ".join(reasons)


@dataclass(frozen=True)
class Respondent:
    """Somebody who answered, and her answers: her own, and of organisations she speaks for."""

    member: Member
    answers: list[Answer] = field(default_factory=list)

    @property
    def reason(self) -> str:
        """Why she hears of the question."""
        names = dict.fromkeys(answer.organization.name for answer in self.answers if answer.organization)
        reasons = ["je deze vraag beantwoordde"] if any(answer.member_id for answer in self.answers) else []
        if names:
            reasons.append(f"je contactpersoon bent van {' en '.join(names)}, met een antwoord op deze vraag")
        return " en omdat ".join(reasons)


def respondents_of(question: Question) -> list[Respondent]:
    """Who handed in an answer: the member herself, or the organisation's contact persons; three queries."""
    answers = Answer.objects.submitted().filter(question=question).select_related("organization")
    answers = list(answers.order_by(F("organization").asc(nulls_first=True), "pk"))
    speakers: dict[int, list[int]] = {}
    contacts = Affiliation.objects.contacts().filter(
        organization__in=[answer.organization_id for answer in answers if answer.organization_id]
    )
    for organization_id, member_id in contacts.values_list("organization_id", "member_id"):
        speakers.setdefault(organization_id, []).append(member_id)
    personal = {answer.member_id for answer in answers if answer.member_id}
    reached = Q(pk__in=personal.union(*speakers.values()))
    found = {
        member.pk: Respondent(member) for member in Member.objects.active().filter(reached).order_by("pk")
    }
    for answer in answers:
        for pk in [answer.member_id] if answer.member_id else speakers.get(answer.organization_id, []):
            if pk in found:
                found[pk].answers.append(answer)
    return list(found.values())


VOICES = "recipients:"
MOST_CHARACTERS = 80


def voices_about(recipients: Iterable[Recipient]) -> str:
    """Return what a mailed reply to a letter about these voices is about; of very many the first."""
    about = ""
    for recipient in recipients:
        longer = f"{about},{recipient.pk}" if about else f"{VOICES}{recipient.pk}"
        if len(longer) > MOST_CHARACTERS:
            break
        about = longer
    return about


def voices_in(about: str) -> list[int]:
    """Return the keys of the voices that a reply may be meant for."""
    return [int(pk) for pk in about.removeprefix(VOICES).split(",")]

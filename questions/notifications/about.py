"""What the letters about questions share: what they are about, and whom they reach."""

from members.models import Affiliation, Member
from questions.models import Answer, Question


def question_id(row) -> int:
    """Return the key of the question that this letter is about."""
    return int(row.about.removeprefix("question:"))


def respondents_of(question: Question) -> list[Member]:
    """Who handed in an answer: the member herself, or the organisation's contact persons."""
    answers = Answer.objects.submitted().filter(question=question)
    organizations = answers.exclude(organization=None).values("organization")
    contacts = Affiliation.objects.contacts().filter(organization__in=organizations).values("member")
    personal = answers.exclude(member=None).values("member")
    members = Member.objects.active()
    return list((members.filter(pk__in=personal) | members.filter(pk__in=contacts)).order_by("pk"))

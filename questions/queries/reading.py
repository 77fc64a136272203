"""The answers of others, signed as each of their writers chose."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from questions.models import Answer, AnswerPart, Question, SubQuestion
from questions.permissions import Roles
from questions.queries.voices import Voice, shuffled, voice_of, with_voices

PER_PAGE = 20
SAYS_SOMETHING = ~Q(text="") | ~Q(choice="") | Q(has_no_experience=True)


@dataclass(frozen=True)
class ShownAnswer:
    """What one voice says: the parts of one answer that carry the same naming."""

    voice: Voice
    lines: list[tuple[SubQuestion, AnswerPart]]


def shown_answers(question: Question, roles: Roles, *, of_organizations: bool, page: str | None) -> Page:
    """
    Return the answers in one of the two voices that this person may read; the voices never mix.

    PRIVACY: parts of one answer with different namings are shown apart, each in a place of
    its own, so that nobody ties what is untraceable to a name.
    """
    readable = (
        Answer.objects.visible_to(roles)
        .submitted()
        .filter(question=question, organization__isnull=not of_organizations)
    )
    said = AnswerPart.objects.filter(SAYS_SOMETHING, answer__in=readable)
    voices = said.order_by().values_list("answer_id", "naming").distinct()
    pages = Paginator(shuffled(voices, key=lambda voice: "{}:{}".format(*voice)), PER_PAGE).get_page(page)
    shown = list(pages.object_list)
    answers = with_voices(Answer.objects.filter(pk__in={pk for pk, _ in shown})).in_bulk()
    parts = AnswerPart.objects.filter(SAYS_SOMETHING, answer__in=answers)
    by_voice: dict[tuple[int, str], list[tuple[SubQuestion, AnswerPart]]] = {}
    for part in parts.select_related("sub_question").order_by("sub_question__position", "reading"):
        by_voice.setdefault((part.answer_id, part.naming), []).append((part.sub_question, part))
    pages.object_list = [
        ShownAnswer(voice_of(answers[pk], naming), by_voice[pk, naming]) for pk, naming in shown
    ]
    return pages

"""The door of these pages: the programme team comes in, others hear that they may not."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from members.views.access import for_programme_team
from questions.models import Question

__all__ = ["for_programme_team", "question_or_404", "typed"]


def question_or_404(request: HttpRequest, pk: int, *fields: str) -> Question:
    """Return a question that this person may see, with its synthesis; ``fields`` when few are needed."""
    visible = Question.objects.visible_to(request.roles).select_related("synthesis").only(*fields)
    return get_object_or_404(visible, pk=pk)


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: all of a POST, even an empty one, and nothing on a GET."""
    return request.POST if request.method == "POST" else None

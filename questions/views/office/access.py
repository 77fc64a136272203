"""The door of these pages: the programme team comes in, others hear that they may not."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.views.defaults import permission_denied

from questions.models import Question
from questions.permissions import may_run_questions


def for_programme_team(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Answer 403 to everyone else.

    The page is made here, because Wagtail turns a PermissionDenied into a redirect.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_run_questions(request.roles):
            return permission_denied(request, PermissionDenied())
        return view(request, *args, **kwargs)

    return guarded


def question_or_404(request: HttpRequest, pk: int, *fields: str) -> Question:
    """Return a question that this person may see, with its synthesis; ``fields`` when few are needed."""
    visible = Question.objects.visible_to(request.roles).select_related("synthesis").only(*fields)
    return get_object_or_404(visible, pk=pk)


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what a form is bound to: all of a POST, even an empty one, and nothing on a GET."""
    return request.POST if request.method == "POST" else None

"""A writer says whether her words may stand in a lesson: by the link of a letter, or signed in."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from home.actions import consent as actions
from home.forms.lessons import ConsentForm
from home.models import LessonPage
from home.queries.consent import asked_by_letter, quoted_lesson
from home.queries.lessons import passages_for
from ui.htmx import see_other


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """Show what is asked, and keep the answer at the press of a button; opening the link changes nothing."""
    asked = asked_by_letter(token)
    if asked is None:
        return _gone(request)

    def keep(choices: dict[int, str]) -> None:
        actions.answer_by_letter(token=token, choices=choices, now=timezone.now())

    return _ask(request, asked.lesson, asked.author_id, keep)


@never_cache
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """Do the same for who is signed in."""
    lesson = quoted_lesson(pk, request.roles.member_id)
    if lesson is None:
        raise Http404

    def keep(choices: dict[int, str]) -> None:
        actions.answer_signed_in(lesson=lesson, choices=choices, actor=request.user, now=timezone.now())

    return _ask(request, lesson, request.user.pk, keep)


def _ask(
    request: HttpRequest, lesson: LessonPage, author_id: int, keep: Callable[[dict[int, str]], None]
) -> HttpResponse:
    passages = passages_for(lesson, author_id)
    if not passages:
        return _gone(request)
    form = ConsentForm(request.POST if request.method == "POST" else None, passages=passages)
    if form.is_valid():
        try:
            keep(form.choices())
        except actions.LinkGone:
            return _gone(request)
        messages.success(request, "Je antwoord is bewaard. Je kunt het op deze pagina altijd veranderen.")
        return see_other(request.path)
    context = {"lesson": lesson, "group": lesson.thread.group, "form": form}
    return render(request, "home/consent.html", context, status=422 if form.errors else 200)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "home/consent_gone.html", status=410)

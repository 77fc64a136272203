"""*Zo doen wij het hier*: how organisations do it, side by side, beside a lesson."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from home.actions import practices as actions
from home.forms.practices import HideForm, NewPracticeForm, PracticeForm
from home.models import LessonPage, LocalPractice
from home.permissions import may_change_practice, may_hide_practice
from home.queries.lessons import readable_lesson
from home.queries.practices import comparison, own_organizations
from members.models import Organization, Viewers
from members.permissions import require
from ui.htmx import see_other


@login_not_required
@require_GET
def practices(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how organisations do it, side by side."""
    lesson = _lesson(request, slug)
    context = {
        "lesson": lesson,
        "page": comparison(lesson, request.roles, request.GET),
        "may_share": bool(request.roles.organization_ids),
        "may_hide": may_hide_practice(request.roles),
        "canonical": lesson.canonical + "hier/",
    }
    return render(request, "home/practices.html", context)


@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask how it is done at one's own organisation."""
    lesson = _lesson(request, slug)
    organizations = own_organizations(request.roles)
    if not organizations:
        raise PermissionDenied
    form = NewPracticeForm(
        request.POST if request.method == "POST" else None,
        organizations=organizations,
        initial=_known(request, organizations[0]),
    )
    if form.is_valid():
        actions.share_practice(
            lesson=lesson,
            organization=form.cleaned_data["organization"],
            words=form.words(),
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Dank je wel. Het staat bij de les.")
        return see_other("home:practices", lesson.slug)
    context = {"lesson": lesson, "form": form, "organizations": organizations}
    return render(request, "home/practice_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what stands there, or take it back."""
    practice = _practice(request, pk)
    require(may_change_practice(request.roles, practice))
    if request.POST.get("do") == "withdraw":
        actions.withdraw_practice(practice=practice, actor=request.user)
        messages.success(request, "Het is weg.")
        return see_other("home:practices", practice.lesson.slug)
    names = ("what", "context", "contact_line", "team_kind", "size", "surroundings", "openness")
    known = {name: getattr(practice, name) for name in names}
    form = PracticeForm(request.POST if request.method == "POST" else None, initial=known)
    if form.is_valid():
        actions.change_practice(practice=practice, words=form.words(), actor=request.user, now=timezone.now())
        messages.success(request, "Je wijziging is bewaard.")
        return see_other("home:practices", practice.lesson.slug)
    context = {"lesson": practice.lesson, "form": form, "practice": practice}
    return render(request, "home/practice_form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out of sight with a reason, or put it back."""
    practice = _practice(request, pk)
    require(may_hide_practice(request.roles))
    if practice.hidden_at and request.method == "POST":
        actions.show_practice(practice=practice, actor=request.user)
        messages.success(request, "Het staat weer bij de les.")
        return see_other("home:practices", practice.lesson.slug)
    form = HideForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.hide_practice(
            practice=practice, reason=form.cleaned_data["reason"], actor=request.user, now=timezone.now()
        )
        messages.success(request, "Het is verborgen. Wie het schreef, krijgt een brief.")
        return see_other("home:practices", practice.lesson.slug)
    context = {"practice": practice, "lesson": practice.lesson, "form": form}
    return render(request, "home/practice_hide.html", context, status=422 if form.errors else 200)


def _known(request: HttpRequest, organization: Organization) -> dict:
    """What we know already, so that nobody types it again."""
    # The line is for who reads the lesson, so only what she shows all members is put in it beforehand.
    shows_phone = request.user.phone_viewers == Viewers.MEMBERS
    phone = f", {request.user.phone}" if request.user.phone and shows_phone else ""
    return {
        "organization": organization.pk,
        "team_kind": organization.kind,
        "contact_line": f"{request.user.name}{phone}",
    }


def _lesson(request: HttpRequest, slug: str) -> LessonPage:
    lesson = readable_lesson(slug, request.roles)
    if lesson is None:
        raise Http404
    return lesson


def _practice(request: HttpRequest, pk: int) -> LocalPractice:
    seen = LocalPractice.objects.visible_to(request.roles)
    return get_object_or_404(seen.select_related("lesson__group", "organization", "author"), pk=pk)

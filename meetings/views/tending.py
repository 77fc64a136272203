"""Planning a meeting and looking after it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from learninggroups.models import LearningGroup
from meetings.actions import planning, registering, series
from meetings.forms.planning import CancelForm, MeetingForm, NotesForm
from meetings.forms.series import ReachForm, RepeatForm
from meetings.models import Meeting
from meetings.permissions import may_look_after_meeting, may_plan_anything
from meetings.queries import pages
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting, on one day or on several."""
    require(may_plan_anything(request.roles))
    asked = LearningGroup.objects.visible_to(request.roles).filter(slug=request.GET.get("groep", "")).first()
    form = MeetingForm(request.POST or None, initial={"group": asked}, roles=request.roles)
    repeat = RepeatForm(request.POST or None)
    if form.is_valid() and repeat.is_valid():
        return _plan(request, form, repeat)
    return _form(request, form, {"repeat": repeat})


def _plan(request: HttpRequest, form: MeetingForm, repeat: RepeatForm) -> HttpResponse:
    details, now = form.details(), timezone.now()
    days = repeat.other_days(timezone.localdate(details.starts_at))
    if days:
        planned = series.plan_series(details=details, days=days, actor=request.user, now=now)
        messages.success(request, f"De reeks van {len(days) + 1} bijeenkomsten staat op de agenda.")
    else:
        planned = planning.plan_meeting(details=details, actor=request.user, now=now)
        messages.success(request, "De bijeenkomst staat op de agenda.")
    return see_other("meetings:meeting", planned.pk)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a meeting, or those that follow it in its series as well."""
    meeting = _looked_after(request, pk)
    form = MeetingForm(request.POST or None, instance=meeting, roles=request.roles)
    reach = _reach(request, meeting)
    if form.is_valid() and reach.is_valid():
        try:
            planning.change_meeting(
                meeting=meeting,
                details=form.details(),
                actor=request.user,
                now=timezone.now(),
                and_following=reach.and_following,
            )
        except planning.AlreadyCancelled:
            messages.error(request, "Deze bijeenkomst is afgelast. Je kunt hem niet meer wijzigen.")
        else:
            messages.success(request, "Je wijziging is bewaard.")
        return see_other("meetings:meeting", pk)
    return _form(request, form, {"meeting": meeting, "reach": reach})


@require_http_methods(["GET", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a meeting off, or those that follow it in its series as well."""
    meeting = _looked_after(request, pk)
    form = CancelForm(request.POST or None)
    reach = _reach(request, meeting)
    if form.is_valid() and reach.is_valid():
        try:
            planning.cancel_meeting(
                meeting=meeting,
                **form.cleaned_data,
                actor=request.user,
                now=timezone.now(),
                and_following=reach.and_following,
            )
        except planning.AlreadyCancelled:
            messages.info(request, "Deze bijeenkomst was al afgelast.")
        else:
            messages.success(request, "Afgelast. Wie zich aanmeldde, krijgt een brief.")
        return see_other("meetings:meeting", pk)
    context = {"meeting": meeting, "form": form, "reach": reach}
    return render(request, "meetings/cancel.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def attendance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who comes, and take down who was there."""
    meeting = _looked_after(request, pk)
    if request.method == "POST":
        chosen = {int(value) for value in request.POST.getlist("present") if value.isdecimal()}
        registering.mark_attendance(meeting=meeting, present=chosen, actor=request.user)
        messages.success(request, "Bewaard wie erbij was.")
        return see_other("meetings:attendance", pk)
    context = {
        "page": pages.attendance_page(meeting),
        "forgotten_on": meeting.ends_at + registering.ATTENDANCE_KEPT,
        "has_begun": meeting.starts_at <= timezone.now(),
    }
    return render(request, "meetings/attendance.html", context)


@require_http_methods(["GET", "POST"])
def notes(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what came of a meeting."""
    meeting = _looked_after(request, pk)
    form = NotesForm(request.POST or None, initial={"notes": meeting.notes})
    if form.is_valid():
        planning.write_notes(meeting=meeting, **form.cleaned_data, actor=request.user, now=timezone.now())
        messages.success(request, "Het verslag is bewaard.")
        return see_other("meetings:meeting", pk)
    context = {"meeting": meeting, "form": form}
    return render(request, "meetings/notes.html", context, status=422 if form.is_bound else 200)


def _looked_after(request: HttpRequest, pk: int) -> Meeting:
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.roles).select_related("group", "theme", "programme"), pk=pk
    )
    require(may_look_after_meeting(request.roles, meeting))
    return meeting


def _reach(request: HttpRequest, meeting: Meeting) -> ReachForm:
    following = pages.following(meeting, request.roles)
    return ReachForm(request.POST if request.method == "POST" else None, following=len(following))


def _form(request: HttpRequest, form: MeetingForm, beside: dict) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "meetings/form.html", {"form": form} | beside, status=status)

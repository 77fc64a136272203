"""Finding a meeting, coming to it, and not coming after all; without an account too."""

from datetime import date

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from meetings.actions import registering, series
from meetings.forms.registering import RegistrationForm
from meetings.models import Meeting, Registration
from meetings.notifications import registration_of_token, token_of
from meetings.permissions import may_register
from meetings.queries import calendars, pages
from meetings.queries.calendars import CALENDAR
from members.permissions import require
from themes.models import Theme
from ui.htmx import see_other


@login_not_required
@require_GET
def meeting_list(request: HttpRequest) -> HttpResponse:
    """Show what comes, by month, and what was."""
    page = pages.meeting_list(request.roles, timezone.now(), request.GET)
    return render(request, "meetings/list.html", {"page": page})


@login_not_required
@require_GET
def month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    """Show one month as a calendar."""
    today = timezone.localdate()
    if not 1 <= month <= 12 or abs(year - today.year) > pages.FURTHEST_YEARS:
        raise Http404
    page = pages.month_page(request.roles, date(year, month, 1), today)
    return render(request, "meetings/month.html", {"page": page})


@login_not_required
@require_GET
def public_calendar(request: HttpRequest) -> HttpResponse:
    """Give the open meetings as a calendar that programs follow; with ``?thema=`` those of one theme."""
    slug = request.GET.get("thema", "")
    themes = Theme.objects.order_by("pk")
    theme = get_object_or_404(themes, slug=slug) if slug else None
    return HttpResponse(calendars.public_calendar(theme, timezone.now()), content_type=CALENDAR)


@login_not_required
@require_http_methods(["GET", "POST"])
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting, and take down who comes."""
    now = timezone.now()
    found = get_object_or_404(
        Meeting.objects.visible_to(request.roles).select_related("group", "theme", "programme"), pk=pk
    )
    user = request.user
    known = {"name": user.name, "email": user.email} if user.is_authenticated else {}
    page = pages.meeting_page(found, request.roles, now)
    typed = request.POST if request.method == "POST" else None
    form = RegistrationForm(typed, initial=known, following=len(page.following))
    if request.method == "POST":
        require(may_register(request.roles, found, now))
        if form.is_valid() and not _is_too_often(request, form):
            return _register(request, found, form)
    context = {"page": page, "form": form, "own_token": token_of(page.own) if page.own else ""}
    return render(request, "meetings/meeting.html", context, status=422 if form.errors else 200)


def _is_too_often(request: HttpRequest, form: RegistrationForm) -> bool:
    if form.is_by_machine or ratelimit.consume(request, action="register_for_meeting"):
        return False
    form.add_error(
        None, "Vanaf deze plek kwamen net al veel aanmeldingen. Probeer het over een uur weer, of bel ons."
    )
    return True


def _register(request: HttpRequest, found: Meeting, form: RegistrationForm) -> HttpResponse:
    typed = form.cleaned_data
    if not form.is_by_machine:
        register = series.register_for_following if form.is_for_series else registering.register
        try:
            register(
                meeting=found,
                name=typed["name"],
                email=typed["email"],
                actor=request.user,
                now=timezone.now(),
            )
        except registering.TooLate:
            messages.error(request, "Aanmelden kan niet meer.")
            return see_other("meetings:meeting", found.pk)
    # The same words for everybody: they do not say who was on the list already.
    messages.success(request, f"Je hoort zo per mail op {typed['email']} of je een plaats hebt.")
    return see_other("meetings:meeting", found.pk)


@login_not_required
@require_GET
def calendar_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one meeting as a file for a calendar."""
    found = get_object_or_404(Meeting.objects.visible_to(request.roles), pk=pk)
    return _as_file(found, with_links=False)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show somebody her own registration, and take her off the list when she says so.

    The link from her letter is her key. Opening it changes nothing, because mail scanners open
    links too.
    """
    found = _registration_of(token)
    if request.method == "POST":
        registering.withdraw(registration=found, now=timezone.now())
        messages.success(request, "Je bent afgemeld.")
        return see_other("meetings:registration", token)
    context = {
        "registration": found,
        "meeting": found.meeting,
        "token": token,
        "is_over": found.meeting.ends_at <= timezone.now(),
    }
    return render(request, "meetings/registration.html", context)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_GET
def registration_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give who comes the meeting as a file, with where to join online."""
    found = _registration_of(token)
    return _as_file(found.meeting, with_links=found.state == Registration.State.COMING)


def _registration_of(token: str) -> Registration:
    # The token says which; whoever holds it received the letter.
    registrations = Registration.objects.select_related("meeting__group")
    return get_object_or_404(registrations, pk=registration_of_token(token))


def _as_file(found: Meeting, *, with_links: bool) -> HttpResponse:
    response = HttpResponse(calendars.calendar_of([found], with_links=with_links), content_type=CALENDAR)
    response["Content-Disposition"] = f'attachment; filename="{calendars.file_name(found)}"'
    return response

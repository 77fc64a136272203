"""How often the digest comes, and reading one on screen."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from digests import actions, notifications
from digests.forms import ContentForm, PauseForm, PreferenceForm
from digests.models import DigestDelivery
from digests.queries import pages, words
from learninggroups.actions.following import choose_followed
from learninggroups.forms.following import FollowingForm
from learninggroups.forms.levels import LevelForm
from learninggroups.permissions import Roles
from learninggroups.queries import following, levels
from members.models import Choice, Member
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show how often the digest comes, and change it."""
    return _choose(request, request.user, "digests:preferences")


@login_not_required
@require_http_methods(["GET", "POST"])
def preferences_by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """
    Do the same for whoever holds a letter, without signing in and without signing her in.

    Opening the link changes nothing, because mail scanners open links too.
    """
    member_id = notifications.member_of_token(token)
    member = get_object_or_404(Member.objects.active(), pk=member_id) if member_id else None
    if member is None:
        raise Http404
    return _choose(request, member, "digests:preferences_by_letter", token)


@require_GET
def digest(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a digest that a member was sent, to her alone."""
    deliveries = DigestDelivery.objects.visible_to(request.roles).select_related("run")
    delivery = get_object_or_404(deliveries, pk=pk)
    blocks, unread = pages.digest_again(delivery, request.user, request.roles, timezone.now())
    context = {
        "period": words.period(delivery.run),
        "blocks": blocks,
        "unread": unread,
        "token": notifications.read_token(delivery.pk),
    }
    return render(request, "digests/digest.html", context)


@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """Show what a member's next digest would tell if it came now."""
    return render(
        request,
        "digests/preview.html",
        {"blocks": pages.digest_so_far(request.user, request.roles, timezone.now())},
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def read_by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """
    Mark what one letter told as read (*alles gelezen*), for whoever holds that letter.

    Opening the link changes nothing, and shows nothing of what the letter told.
    """
    deliveries = DigestDelivery.objects.filter(member__is_active=True).select_related("run", "member")
    delivery = get_object_or_404(deliveries, pk=notifications.delivery_of_token(token) or 0)
    member, now = delivery.member, timezone.now()
    if request.method == "POST":
        actions.mark_told_read(delivery=delivery, actor=member, now=now)
        return see_other("digests:read_by_letter", token)
    unread = pages.places_unread(delivery, member, Roles.of(member), now)
    return render(request, "digests/read.html", {"period": words.period(delivery.run), "count": len(unread)})


def _choose(request: HttpRequest, member: Member, here: str, *args: str) -> HttpResponse:
    """Show every switch of a member's mail; a POST says in ``what`` which one it turns."""
    now = timezone.now()
    page = pages.preferences_page(member, now)
    what = request.POST.get("what", "frequency")
    forms = _forms(member, page, what, request.POST if request.method == "POST" else None, now)
    form = forms.get(what)
    if request.method == "POST" and (form is None or form.is_valid()):
        how = Choice.How.LETTER if args else Choice.How.SITE
        _turn(what, member, form.cleaned_data if form else {}, how, now)
        messages.success(request, "Je keuze is bewaard.")
        return see_other(here, *args)
    status = 422 if request.method == "POST" else 200
    switches = levels.switches_of(member, Roles.of(member)) if not args else None
    context = {
        "page": page,
        "forms": forms,
        "form": form,
        "is_by_letter": bool(args),
        "switches": switches,
        "level_form": LevelForm(initial={"level": member.level}),
    }
    return render(request, "digests/preferences.html", context, status=status)


def _forms(
    member: Member, page: pages.PreferencesPage, what: str, data: QueryDict | None, now: datetime
) -> dict[str, Form]:
    """Return the forms of the page, of which ``what`` was sent if there are data."""
    chosen = {"frequency": page.preference.frequency, "weekday": page.preference.weekday}
    today = timezone.localdate(now)
    made: dict[str, Callable[[QueryDict | None], Form]] = {
        "frequency": lambda sent: PreferenceForm(sent, initial=chosen),
        "pause": lambda sent: PauseForm(sent, today=today),
        "following": lambda sent: FollowingForm(sent, initial=following.chosen_by(member)),
        "content": lambda sent: ContentForm(sent, initial={"without_content": page.without_content}),
    }
    return {name: make(data if name == what else None) for name, make in made.items()}


def _turn(what: str, member: Member, cleaned: dict, how: str, now: datetime) -> None:
    match what:
        case "frequency":
            actions.choose_frequency(actor=member, how=how, now=now, **cleaned)
        case "pause":
            actions.pause_mail(actor=member, how=how, now=now, **cleaned)
        case "resume":
            actions.resume_mail(actor=member, how=how, now=now)
        case "content":
            actions.choose_content(actor=member, how=how, now=now, **cleaned)
        case "following":
            choose_followed(actor=member, now=now, **cleaned)
        case _:
            raise Http404

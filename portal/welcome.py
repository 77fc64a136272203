"""
The first page of a new member, and always to be found again.

It stands here because it asks on one screen what three storeys keep: who sees her fields, what she
hears of her groups, and how often the digest comes.
"""

from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from digests.actions import choose_frequency
from digests.models import MailPreference
from home.queries import welcome as queries
from learninggroups.actions.levels import choose_by_default
from learninggroups.forms.levels import WHAT_IT_MEANS
from members.actions.profiles import choose_viewers
from members.forms.viewers import ViewersForm
from members.models import Level, Member
from members.permissions import require
from ui.htmx import see_other

NOT_YET = [("", "Dat kies ik later")]


class FirstChoicesForm(ViewersForm):
    """Who sees what of her, and what mail she gets; nothing is chosen for her, and nothing must be."""

    frequency = forms.ChoiceField(
        label="Hoe vaak wil je het overzicht krijgen?",
        choices=[*NOT_YET, *MailPreference.Frequency.choices],
        required=False,
        help_text="Wat er nieuw is, in één mail. Kies je niets, dan komt het elke week.",
    )
    level = forms.ChoiceField(
        label="Wat wil je horen van je leergroepen?",
        choices=[*NOT_YET, *((level.value, f"{level.label}: {WHAT_IT_MEANS[level]}") for level in Level)],
        required=False,
        help_text="Kies je niets, dan krijg je een brief als iemand jou nodig heeft.",
    )


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Show a member what runs, whom to call and what she can do today; keep what she chooses."""
    require(request.roles.is_member)
    form = FirstChoicesForm(
        request.POST if request.method == "POST" else None, initial=ViewersForm.initial_of(request.user)
    )
    now = timezone.now()
    if form.is_valid():
        _keep(request.user, form, now)
        messages.success(request, "Je keuzes zijn bewaard. Je verandert ze wanneer je wilt.")
        return see_other("home:overview")
    context = {"form": form, "welcome": queries.welcome(request.roles, now)}
    return render(request, "home/welcome.html", context, status=422 if form.errors else 200)


def _keep(member: Member, form: FirstChoicesForm, now: datetime) -> None:
    """Keep what she chose; each choice is an action of its own, which writes it down."""
    chosen = form.cleaned_data
    choose_viewers(member=member, actor=member, viewers=form.viewers, now=now)
    if chosen["frequency"]:
        choose_frequency(actor=member, frequency=chosen["frequency"], now=now)
    if chosen["level"]:
        choose_by_default(level=chosen["level"], actor=member, now=now)

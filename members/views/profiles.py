"""What a member says of herself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.actions import profiles as actions
from members.forms.profiles import SAID, ProfileForm
from members.queries import profiles as queries
from members.queries.messages import refused_senders, takes_messages
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change what one tells of oneself, and who sees it."""
    own = request.user
    initial = {field: getattr(own, field) for field in SAID} | ProfileForm.initial_of(own)
    initial["takes_messages"] = takes_messages(own.pk)
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_profile(member=own, actor=own, **form.said, viewers=form.viewers, now=timezone.now())
        messages.success(request, "Je gegevens zijn bewaard.")
        return see_other("members:profile")
    context = {
        "form": form,
        "profile": queries.profile(request.roles, own),
        "refused": refused_senders(own.pk),
    }
    return render(request, "members/profile.html", context, status=422 if form.errors else 200)

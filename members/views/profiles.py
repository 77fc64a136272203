"""What a member says of herself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from members.actions import profiles as actions
from members.forms.profiles import ProfileForm
from members.queries import directory as queries
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name and phone number."""
    own = request.user
    initial = {"name": own.name, "phone": own.phone, "shows_phone": own.shows_phone}
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_profile(member=own, actor=own, **form.cleaned_data)
        messages.success(request, "Je gegevens zijn bewaard.")
        return see_other("members:profile")
    context = {"form": form, "entry": queries.member_page(request.roles, own.pk)}
    return render(request, "members/profile.html", context, status=422 if form.errors else 200)

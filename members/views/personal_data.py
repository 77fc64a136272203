"""A member asks for everything we keep of her, and takes it along."""

from contextlib import suppress
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from members import tasks
from members.actions import personal_data as actions
from members.models import PersonalData
from ui.htmx import see_other


# SECURITY: who finds her computer open proves first who she is; the link goes to her mailbox alone.
@reauthentication_required(allow_get=True)
@require_http_methods(["GET", "POST"])
def personal_data(request: HttpRequest) -> HttpResponse:
    """Tell what she can ask for and how far it is, and take her request."""
    if request.method == "POST":
        with suppress(actions.AskedEnough):
            actions.ask_for_data(actor=request.user, now=timezone.now())
            tasks.ring_for_data()
        return see_other("members:personal-data")
    asked = list(PersonalData.objects.visible_to(request.roles).order_by("pk"))
    context = {"asked": asked[-1] if asked else None, "is_enough": len(asked) >= actions.MOST_A_DAY}
    return render(request, "members/personal_data.html", context)


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest, key: UUID) -> HttpResponse | FileResponse:
    """Give her the file; what is gone can be asked for again."""
    own = PersonalData.objects.visible_to(request.roles).filter(key=key).first()
    now = timezone.now()
    try:
        if own is None:
            raise actions.FileGone
        if request.method == "GET":
            return render(request, "members/take_data.html", {"data": own})
        actions.take_data(data=own, actor=request.user, now=now)
        content = own.file.open()
    except (actions.FileGone, FileNotFoundError):
        return render(request, "members/take_data.html", {"data": None}, status=410)
    name = f"mijn-gegevens-{timezone.localtime(own.requested_at):%Y-%m-%d}.zip"
    response = FileResponse(content, as_attachment=True, filename=name, content_type="application/zip")
    patch_cache_control(response, private=True, no_store=True)
    return response

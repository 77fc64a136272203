"""Files of a meeting, telling that all is there to read, and looking back without an account."""

from contextlib import closing
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from files.refusals import Refused
from files.serving import file_response
from files.vetting import vet
from meetings.actions import afterwards
from meetings.forms.afterwards import MaterialForm, ReflectionForm
from meetings.models import Material, Meeting, Registration
from meetings.notifications.afterwards import registration_of_token
from meetings.permissions import may_look_after_meeting
from meetings.queries.afterwards import materials_of
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def materials(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the files of a meeting, add one, or take one away."""
    meeting = _looked_after(request, pk)
    if request.method == "POST" and "remove" in request.POST:
        gone = get_object_or_404(
            meeting.materials.select_related("meeting"), pk=_number(request.POST["remove"])
        )
        afterwards.remove_material(material=gone, actor=request.user)
        messages.success(request, f"{gone.name} is weggehaald.")
        return see_other("meetings:materials", pk)
    form = MaterialForm(request.POST, request.FILES) if request.method == "POST" else MaterialForm()
    if form.is_valid() and _keep(request, meeting, form):
        return see_other("meetings:materials", pk)
    context = {"meeting": meeting, "materials": materials_of(meeting), "form": form}
    return render(request, "meetings/materials.html", context, status=422 if form.errors else 200)


@login_not_required
@require_safe
def material(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a file to who may see its meeting."""
    found = get_object_or_404(Material.objects.visible_to(request.roles), key=key)
    return file_response(
        request, key=found.key, file=found.file, name=found.name, content_type=found.content_type
    )


@require_POST
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell who came that the notes and the files can be read."""
    meeting = _looked_after(request, pk)
    try:
        count = afterwards.tell_it_is_ready(meeting=meeting, actor=request.user, now=timezone.now())
    except afterwards.NothingToTell:
        messages.info(request, "Er is nu niets te vertellen, of het is al verteld.")
    else:
        messages.success(request, f"Wie erbij was krijgt een brief ({count}).")
    return see_other("meetings:meeting", pk)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def look_back(request: HttpRequest, token: str) -> HttpResponse:
    """Let a guest say what she takes home and what she brings, with the link of her letter."""
    # The token says which; whoever holds it received the letter.
    registrations = Registration.objects.select_related("meeting", "reflection")
    found = get_object_or_404(registrations, pk=registration_of_token(token))
    before = getattr(found, "reflection", None)
    known = {"takes": before.takes, "brings": before.brings} if before else None
    form = ReflectionForm(request.POST or None, initial=known)
    if form.is_valid():
        afterwards.look_back(registration=found, **form.cleaned_data, now=timezone.now())
        messages.success(request, "Dank je wel. Wie de bijeenkomst organiseerde leest wat je schreef.")
        return see_other("meetings:look-back", token)
    context = {"form": form, "meeting": found.meeting, "registration": found}
    return render(request, "meetings/look_back.html", context, status=422 if form.is_bound else 200)


def _keep(request: HttpRequest, meeting: Meeting, form: MaterialForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        vetted = vet(file, file.name)
        with closing(vetted.content):
            afterwards.add_material(meeting=meeting, vetted=vetted, actor=request.user, now=timezone.now())
    except Refused as refusal:
        form.add_error("file", str(refusal))
    except afterwards.TooManyMaterials:
        form.add_error(
            "file", f"Er kunnen hoogstens {afterwards.MOST_MATERIALS} stukken bij. Haal er een weg."
        )
    return not form.errors


def _looked_after(request: HttpRequest, pk: int) -> Meeting:
    meeting = get_object_or_404(Meeting.objects.visible_to(request.roles).select_related("group"), pk=pk)
    require(may_look_after_meeting(request.roles, meeting))
    return meeting


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 18 else 0

"""Files: taking them in, and giving them to who may see them."""

from contextlib import closing
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from files.refusals import Refused
from files.serving import file_response
from files.vetting import vet
from learninggroups.actions import attachments as actions
from learninggroups.forms.attachments import AttachmentsForm, Uploads, keys_in
from learninggroups.models import Attachment, LearningGroup, Post, Thread, place_of
from learninggroups.permissions import may_write_at
from learninggroups.queries.attachments import attachments_at
from members.permissions import require


def uploads_for(request: HttpRequest, target: LearningGroup | Thread | Post) -> Uploads:
    """
    Return the files of a text that is being written at this place; those that came along are kept first.

    What may not be kept is a complaint, which makes the form say so beside its field.
    """
    place = place_of(target)
    if request.method != "POST":
        return Uploads.typed(place, attachments_at(request.roles, target), (), request.GET)
    keys, complaints = keys_in(request.POST), []
    for file in request.FILES.getlist("attachments"):
        try:
            vetted = vet(file, file.name)
            with closing(vetted.content):
                attachment = actions.keep_upload(
                    vetted=vetted, target=target, actor=request.user, now=timezone.now()
                )
        except Refused as refusal:
            complaints.append(f"{file.name[:60]}: {refusal}")
        except actions.TooManyAttachments:
            complaints.append(f"{file.name[:60]}: {actions.TOO_MANY}")
        else:
            keys.append(attachment.key)
    is_empty = not keys and not isinstance(target, Post)
    entries = () if is_empty else attachments_at(request.roles, target, keys=keys)
    return Uploads.typed(place, entries, tuple(complaints), request.POST)


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take in files while their writer goes on, and answer with the list as it is now."""
    target = writing_place(request, request.POST.get("place", ""))
    require(may_write_at(request.roles, target))
    form = AttachmentsForm(request.POST, request.FILES, initial={"attachments": uploads_for(request, target)})
    status = 200 if form.is_valid() else 422
    return render(request, "learninggroups/attachments.html", {"form": form}, status=status)


@login_not_required
@require_safe
def attachment(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a file to who may see it; nothing in it can act as a page of ours."""
    found = get_object_or_404(Attachment.objects.visible_to(request.roles), key=key)
    return file_response(
        request, key=found.key, file=found.file, name=found.name, content_type=found.content_type
    )


def writing_place(request: HttpRequest, place: str) -> LearningGroup | Thread | Post:
    """Return what a place such as ``thread:12`` names, if this person may read there."""
    kind, _, number = place.partition(":")
    readable = {
        "group": LearningGroup.objects.readable_by(request.roles),
        "thread": Thread.objects.visible_to(request.roles).select_related("group"),
        "post": Post.objects.visible_to(request.roles).select_related("thread__group"),
    }
    if kind not in readable or not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    return get_object_or_404(readable[kind], pk=int(number))

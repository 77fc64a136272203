"""While somebody types: keeping drafts, giving them back to their form, and suggesting names."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from learninggroups.actions import drafts as actions
from learninggroups.actions.attachments import tend_uploads
from learninggroups.actions.drafts import DraftKey
from learninggroups.models import NOT_TYPED, Draft, LearningGroup, Post, Thread, place_of
from learninggroups.permissions import may_write_at
from learninggroups.queries.drafts import DraftEntry, drafts_at, form_url, own_drafts
from learninggroups.queries.people import names_at
from learninggroups.views.attachments import uploads_for, writing_place
from members.permissions import require
from ui import prose
from ui.htmx import see_other

# Far more than one post and its prompts hold.
LONGEST = 150_000
# What stands in a form but was not written by its writer, or is kept elsewhere.
NOT_KEPT = {"csrfmiddlewaretoken", "place", "draft", "version", "seen", "anyway", "is_minor"}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a writing form knows of drafts: the one it shows, and which others there are."""

    place: str
    key: DraftKey | None
    current: DraftEntry | None = None
    others: tuple[DraftEntry, ...] = ()

    @classmethod
    def empty(cls, target: LearningGroup | Thread | Post) -> "Desk":
        """The desk of who has no draft for this place."""
        return cls(place_of(target), None)

    @property
    def initial(self) -> dict[str, str]:
        """What was typed, for the fields of the form."""
        return self.current.fields if self.current else {}

    def beside(self) -> "Desk":
        """The same desk for a form with other fields: its draft lies ready, and is not written over."""
        if self.current is None:
            return self
        return Desk(self.place, None, None, (self.current, *self.others))


def desk_at(request: HttpRequest, target: LearningGroup | Thread | Post) -> Desk:
    """Return the latest draft for this place, or the one that the address asks for (``concept``)."""
    place = place_of(target)
    if request.method == "POST":
        return Desk(place, draft_key(request))
    drafts = drafts_at(request.roles, place)
    asked = request.GET.get("concept", "")
    current = next((draft for draft in drafts if str(draft.pk) == asked), drafts[0] if drafts else None)
    return Desk(
        place,
        DraftKey(current.pk, current.version) if current else None,
        current,
        tuple(draft for draft in drafts if draft is not current),
    )


def draft_key(request: HttpRequest) -> DraftKey | None:
    """Return which draft a sent form shows."""
    sent = [request.POST.get(name, "") for name in ("draft", "version")]
    if not all(number.isascii() and number.isdigit() and len(number) < 18 for number in sent):
        return None
    return DraftKey(*map(int, sent))


def set_aside(request: HttpRequest, target: LearningGroup | Thread | Post) -> Desk:
    """Keep what was typed in a form that cannot be posted now, and return what the form then knows."""
    draft = actions.keep_draft(
        target=target,
        fields=_typed(request),
        key=draft_key(request),
        actor=request.user,
        now=timezone.now(),
    )
    return Desk(place_of(target), DraftKey(draft.pk, draft.version))


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep what is typed: for a script that sends it now and then, or for a button without one."""
    target = writing_place(request, request.POST.get("place", ""))
    require(may_write_at(request.roles, target))
    fields = _typed(request)
    by_script = request.headers.get("Accept") == "application/json"
    if sum(map(len, fields.values())) > LONGEST:
        return JsonResponse({}, status=413)
    key = draft_key(request)
    is_empty = not any(prose.clean(text) for name, text in fields.items() if name not in NOT_TYPED)
    if not by_script:
        is_empty = not _keep_files(request, target) and is_empty
    if is_empty:
        return JsonResponse({}) if by_script else see_other(form_url(target))
    draft = actions.keep_draft(target=target, fields=fields, key=key, actor=request.user, now=timezone.now())
    is_beside = key is not None and key.pk != draft.pk
    if by_script:
        return JsonResponse({"draft": draft.pk, "version": draft.version, "beside": is_beside})
    if is_beside:
        messages.warning(
            request,
            "Je schreef dit ook in een ander venster. Beide teksten zijn bewaard en staan hieronder.",
        )
    else:
        messages.success(request, "Je concept is bewaard. Alleen jij ziet het.")
    return see_other(f"{form_url(target)}?concept={draft.pk}")


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, where it was typed or from the list of all of them (``lijst``)."""
    draft = get_object_or_404(Draft.objects.visible_to(request.roles), pk=pk)
    target = "learninggroups:drafts" if "lijst" in request.POST else writing_place(request, draft.place)
    actions.discard_draft(draft=draft, actor=request.user)
    messages.success(request, "Je concept is weg.")
    return see_other(target)


@require_GET
def drafts(request: HttpRequest) -> HttpResponse:
    """Show all that one was still writing."""
    return render(request, "learninggroups/drafts.html", {"drafts": own_drafts(request.roles)})


@require_GET
def names(request: HttpRequest) -> JsonResponse:
    """Suggest people who can be called by name in what is written at a place."""
    target = writing_place(request, request.GET.get("place", ""))
    require(may_write_at(request.roles, target))
    words = request.GET.get("q", "").strip()[:60]
    found = names_at(request.roles, target, words) if words else []
    return JsonResponse({"names": [{"pk": entry.pk, "name": entry.name} for entry in found]})


def _keep_files(request: HttpRequest, target: LearningGroup | Thread | Post) -> bool:
    """Keep the files that were chosen without a script, and say whether any wait with this text."""
    files = uploads_for(request, target)
    tend_uploads(chosen=files.chosen, actor=request.user)
    for complaint in files.complaints:
        messages.error(request, complaint)
    return bool(files.chosen.alts)


def _typed(request: HttpRequest) -> dict[str, str]:
    """Return what was written in the fields of a form."""
    return {
        name[:40]: text.replace("\x00", "")
        for name, text in request.POST.items()
        if name not in NOT_KEPT and not name.startswith(("attachments", "alt-")) and text.strip()
    }

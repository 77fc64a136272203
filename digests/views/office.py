"""Sendings, and one member's mail, in the back office for who looks after the post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from digests.actions import proving, stopping
from digests.models import DigestRun, OpenRun
from digests.queries import office, runs
from mailing.views.office import for_who_looks_after_post
from members.models import Member
from ui.htmx import see_other


@for_who_looks_after_post
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Search for a member by name or address."""
    typed = request.GET.get("zoek", "")[:200]
    found = office.find_members(typed)
    context = {"typed": typed, "found": found, "is_cut_off": len(found) == office.FOUND_AT_MOST}
    return render(request, "digests/office/members.html", context)


@for_who_looks_after_post
@require_safe
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a member was sent and why, and what she was not sent."""
    try:
        mail = office.mail_of(pk, page=request.GET.get("pagina", "1"), now=timezone.now())
    except Member.DoesNotExist as error:
        raise Http404 from error
    return render(request, "digests/office/member.html", {"mail": mail})


@for_who_looks_after_post
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a member's next digest would tell, as far as who looks may see it."""
    try:
        digest = office.preview_for(pk, request.roles, timezone.now())
    except Member.DoesNotExist as error:
        raise Http404 from error
    return render(request, "digests/office/preview.html", {"digest": digest})


@for_who_looks_after_post
@require_POST
def send_proof(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a member's next digest to who looks, as far as she may see it."""
    try:
        proving.send_proof(member_id=pk, actor=request.user, now=timezone.now())
    except Member.DoesNotExist as error:
        raise Http404 from error
    except proving.TooSoon:
        messages.warning(request, "Er ging net al een proef naar je toe. Probeer het over een minuut weer.")
    except proving.NothingToTell:
        messages.warning(request, "Er is niets nieuws voor dit lid, dus ook geen proef.")
    else:
        messages.success(request, f"De proef is onderweg naar {request.user.email}.")
    return see_other("digests_office:preview", pk)


@for_who_looks_after_post
@require_safe
def sendings(request: HttpRequest) -> HttpResponse:
    """Show how each sending went."""
    page = runs.runs_page(request.GET.get("pagina", "1"))
    return render(request, "digests/office/sendings.html", {"page": page})


@for_who_looks_after_post
@require_POST
def stop_sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one sending to members."""
    return _stop(request, get_object_or_404(DigestRun, pk=pk))


@for_who_looks_after_post
@require_POST
def stop_open_sending(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop one sending to visitors."""
    return _stop(request, get_object_or_404(OpenRun, pk=pk))


def _stop(request: HttpRequest, run: DigestRun | OpenRun) -> HttpResponse:
    called_back = stopping.stop_run(run=run, actor=request.user, now=timezone.now())
    letters = "1 brief is" if called_back == 1 else f"{called_back} brieven zijn"
    messages.success(request, f"De verzending staat stil. {letters} teruggehaald.")
    return see_other("digests_office:sendings")

"""Inbound mail in the back office: whether it comes in, and what waits for a person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from inbound.actions import deciding
from inbound.models import InboundMail
from inbound.queries import inbound_page
from mailing.views.office import for_who_looks_after_post


@for_who_looks_after_post
@require_safe
def mail(request: HttpRequest) -> HttpResponse:
    """Show how mail comes in, and which mails wait."""
    return render(request, "inbound/office/mail.html", {"page": inbound_page()})


@for_who_looks_after_post
@require_safe
def as_it_came(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a stuck mail as it came in, to open in a mail program; nothing of it runs in our pages."""
    stuck = get_object_or_404(InboundMail.objects.stuck(), pk=pk)
    name = f'attachment; filename="mail-{stuck.pk}.eml"'
    return HttpResponse(
        bytes(stuck.raw), content_type="application/octet-stream", headers={"Content-Disposition": name}
    )


@for_who_looks_after_post
@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a stuck mail read once more."""
    deciding.read_again(mail=_stuck(pk), actor=request.user)
    return _back(request, "De mail wordt binnen een minuut opnieuw gelezen.")


@for_who_looks_after_post
@require_POST
def let_be(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a stuck mail as it is."""
    deciding.let_be(mail=_stuck(pk), actor=request.user)
    return _back(request, "Met deze mail gebeurt niets meer.")


def _stuck(pk: int) -> InboundMail:
    return get_object_or_404(InboundMail.objects.stuck().defer("raw"), pk=pk)


def _back(request: HttpRequest, done: str) -> HttpResponse:
    messages.success(request, done)
    response = redirect("inbound_office:mail")
    response.status_code = 303
    return response

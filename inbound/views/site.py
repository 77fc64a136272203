"""Where a member says whether a mail in her name was hers; her link is all she needs."""

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from inbound.actions.deciding import DecidedAlready, disown_mail, own_mail
from inbound.notifications import HELD_SALT
from inbound.queries import held_mail


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def held(request: HttpRequest, token: str) -> HttpResponse:
    """Show a held mail; a POST says whether it was hers, and only that does anything."""
    pk = _mail_of(token)
    mail = held_mail(pk)
    if mail is None:
        return render(request, "inbound/held_gone.html")
    if request.method != "POST":
        return render(request, "inbound/held.html", {"mail": mail})
    is_hers = "hers" in request.POST
    decide = own_mail if is_hers else disown_mail
    try:
        decide(pk=pk, now=timezone.now())
    except DecidedAlready:
        return render(request, "inbound/held_gone.html")
    return render(request, "inbound/held_done.html", {"mail": mail, "is_hers": is_hers})


def _mail_of(token: str) -> int:
    """Return which mail a link is about.

    :raises Http404: when the link is not one of ours.
    """
    try:
        return int(Signer(salt=HELD_SALT).unsign(token))
    except (BadSignature, ValueError) as error:
        raise Http404 from error

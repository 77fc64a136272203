"""Stopping letters without signing in (RFC 8058), and trying one's own address again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from mailing import actions, letters
from mailing.letters import STOP_SALT, LetterKind

UNDO_SALT = "mailing.undo"


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show what stops; stop it on POST, and put it back when she changes her mind.

    A mail program posts here for its own button, so there is no sign-in, no CSRF token, no
    redirect and no cookie. A GET changes nothing, because mail scanners open links.
    """
    member_id, kind, about = _subject_of(token)
    # A number is a member; of who has no account we know no more than a mark of her address.
    page = {"kind": kind, "has_account": isinstance(member_id, int)}
    if request.method != "POST":
        return render(request, "mailing/stop.html", page)
    now = timezone.now()
    if "undo" in request.POST and kind.undo:
        was = _what_it_was(request.POST["undo"], token)
        kind.undo(member_id=member_id, about=about, was=was, now=now)
        return render(request, "mailing/stop_undone.html", page)
    was = kind.stop(member_id=member_id, about=about, now=now)
    if was and kind.undo:
        page["undo"] = Signer(salt=UNDO_SALT).sign_object([token, was])
    return render(request, "mailing/stop_done.html", page)


@require_POST
def trust(request: HttpRequest) -> HttpResponse:
    """Try somebody's own address again, because she says that it works."""
    actions.trust_own_address(actor=request.user, now=timezone.now())
    messages.success(request, "Je krijgt weer brieven. Komen ze toch niet aan, dan lees je dat hier.")
    response = redirect("home:overview")
    response.status_code = 303
    return response


@require_POST
def hear_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Let letters come again that somebody stopped."""
    actions.hear_again(number=pk, actor=request.user)
    messages.success(request, "Je krijgt hierover weer brieven.")
    response = redirect("digests:preferences")
    response.status_code = 303
    return response


def _subject_of(token: str) -> tuple[int, LetterKind, str]:
    """Return whose letters stop, and which.

    :raises Http404: when the token is not ours, or that kind of letter is gone.
    """
    try:
        member_id, name, about = Signer(salt=STOP_SALT).unsign_object(token)
        kind = letters.kind_named(name)
    except (BadSignature, KeyError, ValueError) as error:
        raise Http404 from error
    if kind.stop is None:
        raise Http404
    return member_id, kind, about


def _what_it_was(signed: str, token: str) -> str:
    """Return what stopping said it had to put back, if it said so about this token.

    :raises Http404: when it did not.
    """
    try:
        stopped, was = Signer(salt=UNDO_SALT).unsign_object(signed)
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    if stopped != token:
        raise Http404
    return was

"""The door at which a provider brings mail; what cannot be read there is kept for a person."""

import structlog
from anymail.exceptions import AnymailConfigurationError
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from inbound import actions
from inbound.webhooks import MailRequest, posted_mails, posted_octets, provider_view

log = structlog.get_logger(__name__)


@login_not_required
@csrf_exempt
@require_POST
def bring(request: HttpRequest) -> HttpResponse:
    """
    Keep the mail that our provider brings, and say so only after that.

    Without that answer it comes again, and then counts once.
    """
    view = provider_view()
    if view is None:
        raise Http404
    whole = MailRequest(request.environ)
    view.run_validators(whole)
    try:
        mails = list(posted_mails(view, whole))
    except (AnymailConfigurationError, SuspiciousOperation):
        raise
    except Exception:
        # A provider gives up in the end, and the words of a person would be gone.
        log.exception("inbound.unreadable_post")
        actions.keep_for_person(raw=posted_octets(whole), now=timezone.now())
        return HttpResponse()
    for raw, recipient in mails:
        actions.receive(raw=raw, recipient=recipient, now=timezone.now())
    return HttpResponse()

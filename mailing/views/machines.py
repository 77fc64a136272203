"""The door at which a provider tells what became of our letters."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mailing import bounces, webhooks


@login_not_required
@csrf_exempt
@require_POST
def events(request: HttpRequest) -> HttpResponse:
    """Write down what our provider tells, and say so only after that; told again, it counts once."""
    view = webhooks.provider_view()
    if view is None:
        raise Http404
    view.run_validators(request)
    for told in webhooks.told(view, request):
        bounces.take_event(told=told, now=timezone.now())
    return HttpResponse()

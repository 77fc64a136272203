"""The door of the back office."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from home.guidance import GuidanceLeft
from home.models import AwaitsConsent

AWAITS_CONSENT = (
    "‘{title}’ kan nog niet online: niet iedereen heeft gezegd of haar woorden erin mogen. "
    "Wacht op antwoord, of haal dat citaat uit de les. Wat je veranderde is bewaard als concept."
)
GUIDANCE_LEFT = (
    "‘{title}’ kan nog niet online: er staat nog uitleg in tussen haken. "
    "Zet er je eigen tekst voor in de plaats."
)


class BackOfficeMiddleware:
    """
    Keep members out of the back office.

    Wagtail would send a member who may not enter back to signing in, where she is sent
    here again, for ever; she gets a plain refusal instead.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.office = reverse("wagtailadmin_home")

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable, args: list, kwargs: dict) -> None:
        """Refuse a member who has no work here; a visitor is asked to sign in by others."""
        is_public = not getattr(view, "login_required", True)
        if is_public or not request.path.startswith(self.office) or not request.user.is_authenticated:
            return
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say in words why a page cannot go online, whichever of Wagtail's buttons asked for it."""
        match exception:
            case AwaitsConsent(lesson=page):
                why = AWAITS_CONSENT
            case GuidanceLeft(page=page):
                why = GUIDANCE_LEFT
            case _:
                return None
        messages.error(request, why.format(title=page.title))
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # What the window in which one approves wants to hear.
            return JsonResponse({"step": "success", "redirect": address})
        return HttpResponseRedirect(address)

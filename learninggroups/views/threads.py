"""Reading a thread, and remembering how far."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_GET, require_POST

from learninggroups import queries
from learninggroups.actions import reading
from learninggroups.forms.posts import ReplyForm
from learninggroups.models import Thread
from learninggroups.queries.ordering import goes_on_at
from learninggroups.views.drafts import Desk, desk_at
from ui.htmx import see_other


def _number(value: str) -> int:
    """Read a page number; what is no number is no page."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0


@login_not_required
@require_GET
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one page of a thread; to htmx only what comes under the pages that are there already."""
    opened = queries.open_thread(request.roles, pk)
    if opened is None:
        if request.user.is_authenticated:
            raise Http404
        # The link in a letter also works for who is not signed in yet. Whether there is
        # such a thread at all, a visitor does not learn.
        return redirect_to_login(request.get_full_path())
    number = _number(request.GET.get("pagina", "1"))
    found = opened.thread
    if found.merged_into_id:
        return redirect(goes_on_at(found, number))
    page = queries.thread_page(request.roles, opened, number=number)
    if page is None:
        raise Http404
    if request.htmx.target == "berichten":
        return _vary(render(request, "learninggroups/_next_posts.html", {"page": page}))
    desk = None
    if page.may_reply and page.is_last:
        desk = desk_at(request, found) if opened.has_drafts else Desk.empty(found)
    form = ReplyForm(initial=desk.initial) if desk else None
    return _vary(render(request, "learninggroups/thread.html", {"page": page, "form": form, "desk": desk}))


def _vary(response: HttpResponse) -> HttpResponse:
    """Say that one address has two answers, so that no browser shows the short one by itself."""
    patch_vary_headers(response, ["HX-Target"])
    return response


@require_POST
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember how far somebody read; the page sends this by itself when it can."""
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    position = _number(request.POST.get("position", ""))
    if not position:
        raise Http404
    reading.mark_read(thread=found, position=position, actor=request.user, now=timezone.now())
    return HttpResponse(status=204) if request.htmx else see_other(found.group)


@require_POST
def mark_everything_read(request: HttpRequest) -> HttpResponse:
    """Mark everything in all of one's groups as read."""
    reading.mark_everything_read(actor=request.user, now=timezone.now())
    messages.success(request, "Alles in je leergroepen staat op gelezen.")
    return see_other("home:overview")

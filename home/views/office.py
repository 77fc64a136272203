"""An editor reads a lesson again from which words fell out."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from django.views.defaults import permission_denied

from home.actions import consent
from home.permissions import may_edit_pages
from home.queries.manual import parts_of_manual
from home.queries.worklist import lessons_to_read_again
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which lesson changed, and take the word of an editor that it still holds."""
    if not may_edit_pages(request.roles):
        # Made here, because Wagtail turns a PermissionDenied into a redirect.
        return permission_denied(request, PermissionDenied())
    lessons = lessons_to_read_again()
    lesson = get_object_or_404(lessons, pk=pk)
    if request.method == "GET":
        return render(request, "home/office/read_again.html", {"lesson": lesson})
    consent.settle_lesson(lesson=lesson, actor=request.user, now=timezone.now())
    messages.success(request, "De les is nagelezen.")
    return see_other("wagtailadmin_home")


@require_GET
def manual(request: HttpRequest) -> HttpResponse:
    """Show how everything here is done, or the chapters in which the words stand that somebody looks for."""
    words = request.GET.get("zoek", "").strip()
    context = {"parts": parts_of_manual(words), "words": words}
    return render(request, "home/office/manual.html", context)

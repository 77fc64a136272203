"""One member's mail in the back office, for who looks after the post."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from digests.queries import office
from mailing.views.office import for_who_looks_after_post
from members.models import Member


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

"""The versions of a synthesis, each under an address that can be cited for ever."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from questions.models import Question, SynthesisVersion
from questions.queries.versions import text_of_version, versions_of


@login_not_required
@require_GET
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions that this person may read, with what changed between them."""
    question = _question(request, pk)
    rows = versions_of(question, request.roles)
    if not rows:
        raise Http404
    return render(request, "questions/versions.html", {"question": question, "rows": rows})


@login_not_required
@require_GET
def version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one version, as far as its sources still allow."""
    question = _question(request, pk)
    visible = SynthesisVersion.objects.visible_to(request.roles).filter(synthesis__question=question)
    found = get_object_or_404(visible, number=number)
    context = {"question": question, "version": found, "text": text_of_version(found)}
    return render(request, "questions/version.html", context)


def _question(request: HttpRequest, pk: int) -> Question:
    return get_object_or_404(Question.objects.visible_to(request.roles), pk=pk)

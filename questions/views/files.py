"""Giving a document that goes with a question to whoever may see that question."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from files.serving import FILE_POLICY
from files.vetting import SHOWN
from questions.models import Question, QuestionFile


@login_not_required
@require_safe
def file(request: HttpRequest, key: UUID) -> FileResponse:
    """Give a document; nothing in it can act as a page of ours."""
    visible = Question.objects.visible_to(request.roles)
    files = QuestionFile.objects.filter(question__in=visible)
    found = get_object_or_404(files, key=key)
    response = FileResponse(
        found.file.open(),
        as_attachment=found.content_type not in SHOWN,
        filename=found.name,
        content_type=found.content_type,
    )
    # Asked again each time: who may see it today may not tomorrow.
    patch_cache_control(response, private=True, no_cache=True)
    response["Content-Security-Policy"] = FILE_POLICY
    return response

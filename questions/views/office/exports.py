"""Files to take along: asking for one, seeing how far it is, and taking it."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from django.views.defaults import permission_denied

from questions import tasks
from questions.actions import exporting
from questions.forms.exports import ExportForm
from questions.models import Export, Question
from questions.permissions import may_take_export
from questions.queries.exports import export_row, exports_of, has_synthesis
from questions.views.office.access import for_programme_team, question_or_404, typed
from ui.htmx import see_other

CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@for_programme_team
@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which files can be made and which were, and have one made."""
    question = question_or_404(request, pk)
    form = ExportForm(typed(request))
    if form.is_valid():
        try:
            export = exporting.request_export(
                question=question, kind=form.cleaned_data["kind"], actor=request.user, now=timezone.now()
            )
        except exporting.NothingToExport:
            form.add_error("kind", "Dit kan nog niet: er is nog niets om in het bestand te zetten.")
        else:
            tasks.ring()
            return see_other("questions_office:export", pk, export.key)
    context = {
        "question": question,
        "form": form,
        "rows": exports_of(question, request.roles),
        "has_synthesis": has_synthesis(question),
    }
    return render(request, "questions/office/exports.html", context, status=422 if form.errors else 200)


@for_programme_team
@require_GET
def export(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Show how far one file is; htmx asks for the part that changes."""
    question = question_or_404(request, pk)
    row = export_row(_export_or_404(request, question, key), request.roles)
    template = "questions/office/_export.html" if request.htmx else "questions/office/export.html"
    return render(request, template, {"question": question, "row": row})


@for_programme_team
@require_GET
def take(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Give a file to who asked for it, and write down that she took it."""
    question = question_or_404(request, pk)
    export = _export_or_404(request, question, key)
    if not may_take_export(request.roles, export):
        return permission_denied(request, PermissionDenied())
    if export_row(export, request.roles).is_outdated:
        messages.error(request, "Dit bestand is verouderd. Maak het opnieuw.")
        return see_other("questions_office:export", pk, key)
    try:
        exporting.take_export(export=export, actor=request.user, now=timezone.now())
    except exporting.FileGone:
        messages.error(request, "Dit bestand is er niet meer. Maak het opnieuw.")
        return see_other("questions_office:export", pk, key)
    response = FileResponse(
        export.file.open(),
        as_attachment=True,
        filename=export.name,
        content_type=CONTENT_TYPES[export.extension],
    )
    return response


def _export_or_404(request: HttpRequest, question: Question, key: UUID) -> Export:
    visible = Export.objects.visible_to(request.roles).filter(question=question)
    return get_object_or_404(visible.select_related("requested_by", "version"), key=key)

"""The programme team's desk for tables of organisations and people."""

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from files.refusals import Refused
from files.tables import csv_of
from members import tasks
from members.actions.imports import applying, checking, inviting, reading, taking, undoing
from members.forms.imports import ColumnsForm, RowForm, SheetForm, TableForm, WordsForm
from members.models import Import, ImportRow
from members.queries.imports import pages
from members.queries.imports.pages import import_page
from members.views.access import for_programme_team
from ui.htmx import see_other

# So long a page waits for what a worker does otherwise, so that a small table is there at once.
AT_ONCE = 2
TOO_LATE = "Dit is intussen al uitgevoerd of veranderd. Kijk hoe het er nu voor staat."


@for_programme_team
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Show what was brought in, and read a table."""
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = reading.read_table(file=file.file, name=file.name, actor=request.user, now=timezone.now())
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            _check(batch)
            return see_other("members_office:import", batch.pk)
    context = {"form": form, "page": pages.imports(request.roles, request.GET.get("pagina"))}
    return render(request, "members/office/imports.html", context, status=422 if form.errors else 200)


@for_programme_team
@require_http_methods(["GET", "POST"])
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one import, and do with it what somebody asks."""
    batch = get_object_or_404(Import.objects.visible_to(request.roles), pk=pk)
    does = request.POST.get("do", "")
    if does == "take":
        return _taken(request, batch)
    forms = _forms(request, batch, does)
    form = forms.get(does)
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            return _do(request, batch, does, form)
        except (checking.NotStaged, undoing.NothingToUndo, inviting.NobodyWaits):
            messages.info(request, TOO_LATE)
            return see_other("members_office:import", batch.pk)
    context = {
        "batch": batch,
        "forms": forms,
        "form": form,
        "page": import_page(
            batch,
            request.roles,
            shown=request.GET.get("toon", ""),
            page=request.GET.get("pagina"),
            now=timezone.now(),
        ),
        "query": request.GET.urlencode(),
    }
    template = "members/office/_import.html" if request.htmx else "members/office/import.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@for_programme_team
@require_http_methods(["GET", "POST"])
def row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Mend one row, leave it out, or say whether it is what it is like."""
    rows = ImportRow.objects.visible_to(request.roles).select_related("batch", "organization")
    found = get_object_or_404(rows, batch=pk, sheet=F("batch__sheet"), number=number)
    batch = found.batch
    does = request.POST.get("do", "")
    form = RowForm(request.POST if does == "mend" else None, row=found, columns=batch.columns or [])
    if does and (does != "mend" or form.is_valid()):
        try:
            _do_row(found, does, form, request.user)
        except checking.NotStaged:
            messages.info(request, TOO_LATE)
        _check(batch)
        address = reverse("members_office:import", args=[batch.pk])
        return see_other(f"{address}?{request.GET.urlencode()}#rij-{number}")
    context = {"row": found, "batch": batch, "form": form, "query": request.GET.urlencode()}
    return render(
        request, "members/office/import_row.html", context, status=422 if request.method == "POST" else 200
    )


def _forms(request: HttpRequest, batch: Import, does: str) -> dict:
    """Return the forms of a page, the one that was sent bound to what was typed."""
    typed = {does: request.POST}
    forms = {"sheet": SheetForm(typed.get("sheet"), batch=batch)} if batch.sheet is None else {}
    if batch.sheet is not None and batch.state == Import.State.STAGED:
        guess = {f"column-{number}": field for number, field in enumerate(reading.guess_of(batch))}
        forms["columns"] = ColumnsForm(typed.get("columns"), columns=pages.columns_of(batch), initial=guess)
    if batch.state == Import.State.APPLIED:
        forms["invite"] = WordsForm(typed.get("invite"), initial={"words": batch.words})
    return forms


def _do(request: HttpRequest, batch: Import, does: str, form) -> HttpResponse:
    """Do what was asked, say what was done, and show the page anew."""
    now, actor = timezone.now(), request.user
    match does:
        case "sheet" if form:
            reading.choose_sheet(batch=batch, number=form.cleaned_data["sheet"], actor=actor)
        case "columns" if form:
            checking.choose_columns(batch=batch, columns=form.chosen(), actor=actor)
            _check(batch)
        case "apply":
            applying.start_applying(batch=batch, actor=actor, now=now)
            messages.success(request, "De import wordt uitgevoerd. Er is nog niemand uitgenodigd.")
        case "invite" if form:
            inviting.start_inviting(batch=batch, **form.cleaned_data, actor=actor, now=now)
            messages.success(request, "De uitnodigingen gaan weg, hoogstens 200 per uur.")
        case "stop":
            inviting.stop_inviting(batch=batch, actor=actor)
            messages.success(request, "Er gaan geen uitnodigingen meer weg.")
        case "undo":
            undoing.start_undoing(batch=batch, actor=actor, now=now)
            messages.success(request, "De import wordt ongedaan gemaakt.")
        case "discard":
            checking.discard(batch=batch, actor=actor, now=now)
            messages.success(request, "De import is weggegooid.")
            return see_other("members_office:imports")
    tasks.ring_for_imports()
    return see_other("members_office:import", batch.pk)


def _do_row(found: ImportRow, does: str, form: RowForm, actor) -> None:
    match does:
        case "mend":
            checking.mend_row(row=found, texts=form.texts(), actor=actor)
        case "leave-out" | "take-in":
            checking.leave_out(row=found, left_out=does == "leave-out", actor=actor)
        case "same" | "other":
            checking.decide(row=found, decision=does, actor=actor)


def _check(batch: Import) -> None:
    """Look at rows at once as far as that is soon done; a worker looks at the rest."""
    checking.check_due(clock=timezone.now, seconds=AT_ONCE, batch=batch)
    tasks.ring_for_imports()


def _taken(request: HttpRequest, batch: Import) -> HttpResponse:
    """Answer with the list of what could not be done, to be mended and sent again."""
    taking.take_refused(batch=batch, actor=request.user, now=timezone.now())
    response = StreamingHttpResponse(
        csv_of(pages.refused_rows(batch)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="kon-niet-{batch.pk}.csv"'
    return response

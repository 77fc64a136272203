"""Going through the answers of a question: reading, labels, and what is left out and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from questions.actions import sorting
from questions.actions.steps import WrongState
from questions.forms.synthesis import LabelForm, LeaveOutForm, LeaveOutTogetherForm, SortForm
from questions.models import Answer, Label
from questions.queries.desk import labels_of
from questions.views.office.access import for_programme_team, question_or_404, typed
from questions.views.office.synthesis import NOT_NOW, back_to_desk, desk_of, desk_page, part_of
from ui.htmx import see_other

LABEL_EXISTS = "Er is al een label met deze naam."


@for_programme_team
@require_POST
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark answers as read, or one as new again."""
    question = question_or_404(request, pk)
    answers = Answer.objects.visible_to(request.roles).submitted().filter(question=question)
    if unread := request.POST.get("unread"):
        answer = get_object_or_404(answers, pk=unread if unread.isdecimal() else 0)
        sorting.mark_unread(answer=answer, actor=request.user)
        return back_to_desk(request, pk, f"#antwoord-{answer.pk}")
    numbers = [number for number in request.POST.get("read", "").split() if number.isdecimal()]
    found = list(answers.filter(pk__in=numbers))
    sorting.mark_read(answers=found, actor=request.user)
    return back_to_desk(request, pk, f"#antwoord-{found[0].pk}" if found else "")


@for_programme_team
@require_http_methods(["GET", "POST"])
def leave_out(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Ask why an answer is in no passage, and keep the reason; or let it wait for its place again."""
    question = question_or_404(request, pk)
    answers = Answer.objects.visible_to(request.roles).submitted().filter(question=question)
    answer = get_object_or_404(answers.select_related("left_out"), pk=answer_pk)
    here = f"#antwoord-{answer.pk}"
    if "take_up" in request.POST:
        sorting.take_up_again(answer=answer, actor=request.user)
        return back_to_desk(request, pk, here)
    left_out = getattr(answer, "left_out", None)
    form = LeaveOutForm(typed(request), initial={"reason": left_out.reason if left_out else ""})
    if form.is_valid():
        try:
            sorting.leave_out(
                answer=answer, actor=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
            )
        except sorting.AnswerUsed:
            form.add_error(None, "Dit antwoord is al een bron van een passage. Het doet dus mee.")
        except WrongState:
            form.add_error(None, NOT_NOW)
        else:
            messages.success(request, "De reden is bewaard.")
            return back_to_desk(request, pk, here)
    return desk_page(request, question, status=422 if form.errors else 200, leaving=form, left=answer)


@for_programme_team
@require_http_methods(["GET", "POST"])
def leave_out_together(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why the answers on this page of the desk are in no passage, and keep the reason for each."""
    question = question_or_404(request, pk)
    found = desk_of(request, question)
    rows = found.undecided if found else []
    if not rows:
        messages.info(request, "Over de antwoorden op deze bladzijde is al besloten.")
        return back_to_desk(request, pk)
    form = LeaveOutTogetherForm(typed(request), rows=rows)
    if form.is_valid():
        answers = Answer.objects.filter(question=question, pk__in=form.cleaned_data["answers"])
        try:
            count = sorting.leave_out_together(
                question=question,
                answers=answers,
                actor=request.user,
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except WrongState:
            form.add_error(None, NOT_NOW)
        else:
            messages.success(
                request, f"De reden is bewaard bij {count} antwoord{'' if count == 1 else 'en'}."
            )
            return back_to_desk(request, pk)
    status = 422 if form.errors else 200
    return desk_page(request, question, found, status=status, leaving_together=form)


@for_programme_team
@require_http_methods(["GET", "POST"])
def sort(request: HttpRequest, pk: int, part_pk: int) -> HttpResponse:
    """Show the labels of one part, and change them."""
    question = question_or_404(request, pk)
    part = part_of(question, str(part_pk))
    labels = list(question.labels.order_by("name"))
    put = part.labellings.values_list("label", flat=True)
    form = SortForm(typed(request), labels=labels, put=put)
    if form.is_valid():
        added, taken = form.changes()
        try:
            sorting.sort_part(
                part=part,
                actor=request.user,
                put=[label for label in labels if label.pk in added],
                taken=[label for label in labels if label.pk in taken],
                new_name=form.cleaned_data["name"],
                new_section=form.cleaned_data["section"],
            )
        except sorting.LabelExists:
            form.add_error("name", f"{LABEL_EXISTS} Vink het hierboven aan.")
        else:
            return back_to_desk(request, pk, f"#antwoord-{part.answer_id}")
    return desk_page(request, question, status=422 if form.errors else 200, sorting=form, source=part)


@for_programme_team
@require_http_methods(["GET", "POST"])
def labels(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the labels of a question and how often each was used, and take in a new one."""
    question = question_or_404(request, pk)
    form = LabelForm(typed(request))
    if form.is_valid():
        try:
            sorting.add_label(question=question, actor=request.user, **form.cleaned_data)
        except sorting.LabelExists:
            form.add_error("name", LABEL_EXISTS)
        else:
            return see_other("questions_office:labels", pk)
    context = {"question": question, "form": form, "rows": labels_of(question)}
    return render(request, "questions/office/labels.html", context, status=422 if form.errors else 200)


@for_programme_team
@require_http_methods(["GET", "POST"])
def label(request: HttpRequest, pk: int, label_pk: int) -> HttpResponse:
    """Show one label to be renamed, given to another section, or taken away."""
    question = question_or_404(request, pk)
    found = Label.objects.filter(question=question).select_related("question")
    current = get_object_or_404(found, pk=label_pk)
    if "remove" in request.POST:
        sorting.remove_label(label=current, actor=request.user)
        messages.success(request, f"Het label ‘{current.name}’ is weggehaald.")
        return see_other("questions_office:labels", pk)
    form = LabelForm(typed(request), initial={"name": current.name, "section": current.section})
    if form.is_valid():
        try:
            sorting.change_label(label=current, actor=request.user, **form.cleaned_data)
        except sorting.LabelExists:
            form.add_error("name", LABEL_EXISTS)
        else:
            return see_other("questions_office:labels", pk)
    context = {"question": question, "form": form, "label": current}
    return render(request, "questions/office/label.html", context, status=422 if form.errors else 200)

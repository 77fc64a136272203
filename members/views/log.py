"""The log of what people with a role did, for administrators only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.forms.log import LogForm
from members.permissions import may_read_log
from members.queries.log import log_page
from members.views.access import only_for


@only_for(may_read_log)
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Show the log, the newest first, and whether it still fits its seals."""
    form = LogForm(request.GET)
    form.is_valid()
    page = log_page(
        act=form.cleaned_data.get("wat", ""),
        name=form.cleaned_data.get("wie", ""),
        page=request.GET.get("pagina"),
        now=timezone.now(),
    )
    return render(request, "members/office/log.html", {"log": page, "form": form})

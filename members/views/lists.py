"""Taking the directory along as a file."""

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from members.actions.taking_lists import take_list
from members.exports.directory import csv_file, workbook
from members.forms.lists import ListForm
from members.permissions import may_take_lists, require
from members.queries import lists as queries

LISTS = {
    "leden": (queries.MEMBER_COLUMNS, queries.member_rows),
    "organisaties": (queries.ORGANIZATION_COLUMNS, queries.organization_rows),
}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Ask why, and give the file; only to two roles, and only who has just shown who she is."""
    require(may_take_lists(request.roles))
    return _take(request)


# SECURITY: who finds her computer open takes no list of people along.
@reauthentication_required(allow_get=True)
def _take(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "members/take_list.html", {"form": form}, status=422 if form.errors else 200)
    asked, now = form.cleaned_data, timezone.now()
    columns, rows_of = LISTS[asked["kind"]]
    rows = list(rows_of(request.roles))
    take_list(**asked, rows=len(rows), actor=request.user, now=now)
    is_csv = asked["form"] == "csv"
    content = csv_file(columns, rows) if is_csv else workbook(asked["kind"], columns, rows)
    name = f"{asked['kind']}-{timezone.localdate(now)}.{asked['form']}"
    response = HttpResponse(content, content_type=TYPES[asked["form"]])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    patch_cache_control(response, private=True, no_store=True)
    return response

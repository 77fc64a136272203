"""The cap on opening profiles, for each page that shows some."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from members.actions.reading import HOUR, ReadEnough, note_read


def counts(weight: int) -> Callable:
    """Count this page for members; who opened too many in an hour reads when she can go on."""

    def count(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if request.roles.is_member:
                now = timezone.now()
                try:
                    note_read(roles=request.roles, actor=request.user, weight=weight, now=now)
                except ReadEnough:
                    context = {"again_at": now.replace(minute=0) + HOUR}
                    return render(request, "members/read_enough.html", context, status=429)
            return view(request, *args, **kwargs)

        return counted

    return count

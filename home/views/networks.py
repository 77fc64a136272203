"""Learning networks: one page for each theme, open to everyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from home.queries.networks import network as network_of
from home.queries.networks import network_list
from learninggroups.forms.hands import HandForm
from learninggroups.permissions import may_choose_for_themes
from learninggroups.queries.following import follows
from themes.models import Theme


@login_not_required
@require_GET
def networks(request: HttpRequest) -> HttpResponse:
    """Show every theme with its groups."""
    return render(request, "home/networks.html", {"networks": network_list(request.roles)})


@login_not_required
@require_GET
def network(request: HttpRequest, slug: str) -> HttpResponse:
    """Show groups, questions, lessons, news and meetings of one theme."""
    themes = Theme.objects.order_by("pk")
    theme = get_object_or_404(themes, slug=slug)
    now = timezone.now()
    found = network_of(request.roles, theme, now, timezone.localdate(now))
    own = found.hands.own
    form = HandForm(initial={"word": own.word} if own else None)
    context = {
        "network": found,
        "form": form,
        "now": now,
        "may_follow": may_choose_for_themes(request.roles),
        "follows": follows(request.roles.member_id, f"theme:{theme.pk}"),
    }
    return render(request, "home/network.html", context)

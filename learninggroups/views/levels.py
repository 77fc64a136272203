"""What a member wants to hear by letter: of one thread, of a group, of a theme, and by default."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from learninggroups.actions import levels as actions
from learninggroups.forms.levels import LevelForm
from learninggroups.models import LearningGroup, Thread
from learninggroups.notifications.posts import subject_of_token
from learninggroups.permissions import Roles, may_choose_for_themes, may_choose_level
from learninggroups.queries import levels as queries
from members.models import Choice, Member
from members.permissions import require
from themes.models import Theme
from ui.htmx import see_other

KEPT = "Je keuze is bewaard."


@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one hears of a thread and why, and change it."""
    return _for_thread(request, request.user, request.roles, pk)


@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one hears of a group and why, and change it."""
    return _for_group(request, request.user, request.roles, {"slug": slug})


@require_http_methods(["GET", "POST"])
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one hears of the groups of a theme and why, and change it."""
    return _for_theme(request, request.user, request.roles, {"slug": slug})


@login_not_required
@require_http_methods(["GET", "POST"])
def by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """
    Do the same for whoever holds a letter, without signing in and without signing her in.

    A letter leads to the choice it came by. Opening the link changes nothing, because mail
    scanners open links too.
    """
    subject = subject_of_token(token)
    member = Member.objects.active().filter(pk=subject.member_id).first() if subject else None
    if member is None:
        raise Http404
    roles = Roles.of(member)
    match subject.place:
        case "thread":
            return _for_thread(request, member, roles, subject.pk, token)
        case "group":
            return _for_group(request, member, roles, {"pk": subject.pk}, token)
        case "theme":
            return _for_theme(request, member, roles, {"pk": subject.pk}, token)
        case _:
            return _choose(
                request,
                {"place": "own", "choice": queries.choice_by_default(member)},
                lambda level: actions.choose_by_default(
                    level=level, actor=member, how=Choice.How.LETTER, now=timezone.now()
                ),
                token=token,
            )


@require_POST
def own(request: HttpRequest) -> HttpResponse:
    """Change what one hears wherever nothing else was chosen."""
    form = LevelForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies eerst een van de drie mogelijkheden.")
    else:
        actions.choose_by_default(**form.cleaned_data, actor=request.user, now=timezone.now())
        messages.success(request, KEPT)
    return see_other("digests:preferences")


def _for_thread(request, member: Member, roles: Roles, pk: int, token: str = "") -> HttpResponse:
    found = get_object_or_404(Thread.objects.visible_to(roles).select_related("group__theme"), pk=pk)
    context = {
        "place": "thread",
        "name": found.title,
        "group": found.group,
        "back": found.get_absolute_url(),
        "choice": queries.choice_for_thread(member, found),
    }

    def save(level: str) -> None:
        actions.choose_for_thread(thread=found, level=level, actor=member, now=timezone.now())

    return _choose(request, context, save, token=token)


def _for_group(request, member: Member, roles: Roles, which: dict, token: str = "") -> HttpResponse:
    found = get_object_or_404(LearningGroup.objects.visible_to(roles).select_related("theme"), **which)
    require(may_choose_level(roles, found))
    context = {
        "place": "group",
        "name": found.name,
        "group": found,
        "back": found.get_absolute_url(),
        "choice": queries.choice_for_group(member, found),
    }

    def save(level: str) -> None:
        actions.choose_for_group(group=found, level=level, actor=member)

    return _choose(request, context, save, token=token)


def _for_theme(request, member: Member, roles: Roles, which: dict, token: str = "") -> HttpResponse:
    require(may_choose_for_themes(roles))
    themes = Theme.objects.order_by("pk")
    found = get_object_or_404(themes, **which)
    context = {
        "place": "theme",
        "name": found.name,
        "back": reverse("home:network", args=[found.slug]),
        "choice": queries.choice_for_theme(member, found),
    }

    def save(level: str) -> None:
        actions.choose_for_theme(theme=found, level=level, actor=member)

    return _choose(request, context, save, token=token)


def _choose(request: HttpRequest, context: dict, save, *, token: str) -> HttpResponse:
    """Show the choice at one place, or keep it and lead back to where it was asked."""
    choice, group = context["choice"], context.get("group")
    form = LevelForm(
        request.POST or None,
        initial={"level": choice.chosen},
        further="" if context["place"] == "own" else choice.further,
        otherwise=choice.otherwise,
    )
    if form.is_valid():
        save(form.cleaned_data["level"])
        messages.success(request, KEPT)
        return see_other("learninggroups:level-by-letter", token) if token else see_other(context["back"])
    context |= {
        "form": form,
        "is_by_letter": bool(token),
        # PRIVACY: a letter may be read by others, so the page it leads to repeats nothing of a
        # group that keeps everything inside.
        "is_discreet": bool(token and group and group.is_confidential),
    }
    return render(request, "learninggroups/level.html", context, status=422 if form.errors else 200)

"""Reporting a post, and what facilitators and the programme team do about it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from learninggroups.actions import moderation as actions
from learninggroups.forms.moderation import BlurForm, DismissForm, HideForm, ReportForm, ShowForm
from learninggroups.models import LearningGroup, Post, Report
from learninggroups.permissions import (
    may_moderate,
    may_moderate_post,
    may_report,
    may_see_log,
    may_see_post,
)
from learninggroups.queries import moderation as queries
from learninggroups.queries.quotes import quotes_of
from members.permissions import require
from ui import casuistry, prose
from ui.htmx import see_other

ACTS_PER_PAGE = 40
ALREADY_DONE = "Iemand anders heeft dit al gedaan."


@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody say that something is wrong with a post."""
    post = get_object_or_404(Post.objects.visible_to(request.roles).select_related("thread__group"), pk=pk)
    require(may_report(request.roles, post))
    form = ReportForm(request.POST or None)
    if form.is_valid():
        to_team = form.cleaned_data["to"] == "team"
        try:
            made = actions.report_post(
                post=post,
                reason=form.cleaned_data["reason"],
                to_programme_team=to_team,
                actor=request.user,
                now=timezone.now(),
            )
        except actions.AlreadyReported:
            messages.info(request, "Je meldde dit bericht al. Je krijgt een mail als ernaar gekeken is.")
        else:
            who = "Het programmateam kijkt" if made.to_programme_team else "De begeleiders kijken"
            messages.success(request, f"Dank je wel. {who} ernaar, en je krijgt een mail als dat gedaan is.")
        return see_other(post)
    context = {"post": post, "form": form}
    return render(request, "learninggroups/report.html", context, status=422 if form.errors else 200)


@require_GET
def reports(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the facilitators what was reported in their group, and what is hidden."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_moderate(request.roles, group))
    context = {"group": group, "queue": queries.group_queue(request.roles, group)}
    return render(request, "learninggroups/reports.html", context)


@require_GET
def team_reports(request: HttpRequest) -> HttpResponse:
    """Show the programme team what was reported to it."""
    require(request.roles.is_programme_team)
    return render(request, "learninggroups/reports.html", {"queue": queries.team_queue(request.roles)})


@require_http_methods(["GET", "POST"])
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave a reported post as it is, with a word to who reported it."""
    found = get_object_or_404(
        Report.objects.visible_to(request.roles).select_related("post__thread__group", "reporter"), pk=pk
    )
    form = DismissForm(request.POST or None)
    if form.is_valid():
        try:
            actions.dismiss_report(report=found, **form.cleaned_data, actor=request.user, now=timezone.now())
        except actions.AlreadyDone:
            messages.info(request, "Deze melding is al afgehandeld.")
        else:
            messages.success(request, "De melding is afgehandeld. Wie het meldde krijgt een mail.")
        return _to_queue(found)
    context = {"report": found, "case": queries.case_of(request.roles, found.post), "form": form}
    return render(request, "learninggroups/dismiss_report.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a post out of sight, with a reason to its writer."""
    post = _post(request, pk)
    form = HideForm(request.POST or None)
    if form.is_valid():
        try:
            actions.hide_post(post=post, **form.cleaned_data, actor=request.user, now=timezone.now())
        except actions.AlreadyDone:
            messages.info(request, ALREADY_DONE)
        else:
            messages.success(request, "Het bericht is verborgen. De schrijver krijgt je uitleg per mail.")
        return _back(request, post)
    return _page(request, "hide_post", post, form)


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a hidden post be read again."""
    post = _post(request, pk)
    form = ShowForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.show_post(post=post, **form.cleaned_data, actor=request.user, now=timezone.now())
        except actions.AlreadyDone:
            messages.info(request, ALREADY_DONE)
        else:
            messages.success(request, "Het bericht staat er weer. De schrijver krijgt daarvan een mail.")
        return _back(request, post)
    return _page(request, "show_post", post, form)


@require_http_methods(["GET", "POST"])
def leave_out(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a passage out of a post, with a reason to its writer."""
    post = _post(request, pk)
    now = timezone.now()
    words = prose.readable(queries.case_of(request.roles, post).body)
    form = BlurForm(request.POST or None, findings=casuistry.findings(words, today=localdate(now)))
    if form.is_valid():
        try:
            actions.leave_out(
                post=post,
                words=form.cleaned_data["passages"],
                reason=form.cleaned_data["reason"],
                actor=request.user,
                now=now,
            )
        except actions.NotFound as error:
            form.add_error("passage", f"“{error}” staat niet in het bericht. Neem de woorden precies over.")
        else:
            messages.success(
                request,
                "De woorden zijn weggelaten, ook uit eerdere versies en citaten. De schrijver krijgt mail.",
            )
            return _back(request, post)
    return _page(request, "leave_out", post, form, quotes=quotes_of(request.roles, post))


@require_GET
def acts(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was done in a group, for who facilitates it and the programme team."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_see_log(request.roles, group))
    found = queries.acts_in(request.roles, group)
    page = Paginator(found, ACTS_PER_PAGE).get_page(request.GET.get("pagina"))
    entries = queries.act_entries(request.roles, page)
    context = {"group": group, "page": page, "entries": entries}
    return render(request, "learninggroups/acts.html", context)


def _post(request: HttpRequest, pk: int) -> Post:
    """Return a post that this person may act on."""
    posts = Post.objects.visible_to_moderator(request.roles).select_related("thread__group", "author")
    post = get_object_or_404(posts, pk=pk)
    is_before_team = request.roles.is_programme_team and post.reports.before_team().exists()
    require(may_moderate_post(request.roles, post, is_before_team=is_before_team))
    return post


def _page(request: HttpRequest, name: str, post: Post, form, **more) -> HttpResponse:
    context = {"post": post, "case": queries.case_of(request.roles, post), "form": form, **more}
    return render(request, f"learninggroups/{name}.html", context, status=422 if form.errors else 200)


def _back(request: HttpRequest, post: Post) -> HttpResponse:
    """To the post itself for who reads along; the programme team goes back to what else waits."""
    if may_see_post(request.roles, post):
        return see_other(post)
    return see_other("learninggroups:team-reports")


def _to_queue(found: Report) -> HttpResponse:
    if found.to_programme_team:
        return see_other("learninggroups:team-reports")
    return see_other("learninggroups:reports", found.post.thread.group.slug)

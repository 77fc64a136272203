"""Finding a day together, with and without an account."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from learninggroups.models import LearningGroup
from meetings.actions import polls, registering
from meetings.forms.polls import AnswerForm, PickForm, PollForm
from meetings.forms.registering import RegistrationForm
from meetings.models import DatePoll, PollAnswer
from meetings.notifications.polls import answer_of_token, token_of
from meetings.permissions import may_look_after_meeting, may_plan_anything
from meetings.queries import polls as queries
from members.permissions import require
from ui.htmx import see_other

CHOSEN = "Er is al een dag gekozen."


@require_http_methods(["GET", "POST"])
def propose(request: HttpRequest) -> HttpResponse:
    """Propose moments for a meeting that has no day yet."""
    require(may_plan_anything(request.roles))
    asked = LearningGroup.objects.visible_to(request.roles).filter(slug=request.GET.get("groep", "")).first()
    form = PollForm(request.POST or None, initial={"group": asked}, roles=request.roles)
    if form.is_valid():
        poll = polls.propose_moments(proposal=form.proposal(), actor=request.user, now=timezone.now())
        messages.success(request, "De datumprikker staat klaar.")
        return see_other("meetings:poll", poll.pk)
    return render(request, "meetings/poll_form.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def poll(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which moments are proposed, and lead to saying when one can."""
    found = get_object_or_404(DatePoll.objects.visible_to(request.roles).select_related("group"), pk=pk)
    user = request.user
    typed = request.POST if request.method == "POST" else None
    if typed is not None and user.is_authenticated:
        typed = {"name": user.name, "email": user.email}
    form = RegistrationForm(typed)
    if form.is_bound and form.is_valid() and not _is_too_often(request, form):
        return _take_part(request, found, form)
    page = queries.poll_page(found, request.roles)
    context = {"page": page, "form": form, "own_token": token_of(page.own) if page.own else ""}
    return render(request, "meetings/poll.html", context, status=422 if form.errors else 200)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody say when she can, with the link of her letter; and afterwards whether she comes."""
    # The token says which; whoever holds it received the letter, or signed in.
    answers = PollAnswer.objects.select_related("poll__group", "poll__meeting", "member")
    found = get_object_or_404(answers, pk=answer_of_token(token))
    if found.poll.closed_at:
        return _after(request, found, token)
    form = AnswerForm(
        request.POST or None,
        moments=found.poll.moments.all(),
        answer=found,
        said=queries.words_of(found),
    )
    if form.is_valid():
        try:
            polls.answer_poll(
                answer=found, words=form.words, remark=form.cleaned_data["remark"], now=timezone.now()
            )
        except polls.PollClosed:
            messages.info(request, CHOSEN)
        else:
            messages.success(
                request, "Bewaard. Je kunt je antwoord nog veranderen tot er een dag is gekozen."
            )
        return see_other("meetings:answer-poll", token)
    context = {"form": form, "answer": found, "poll": found.poll}
    return render(request, "meetings/poll_answer.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def pick(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who can when, and make a meeting of one of the moments."""
    found = get_object_or_404(DatePoll.objects.visible_to(request.roles).select_related("group"), pk=pk)
    require(may_look_after_meeting(request.roles, found))
    form = PickForm(request.POST or None, poll=found)
    if form.is_valid():
        try:
            meeting = polls.pick_moment(**form.cleaned_data, actor=request.user, now=timezone.now())
        except polls.PollClosed:
            messages.info(request, CHOSEN)
            return see_other("meetings:poll", pk)
        messages.success(request, "De bijeenkomst staat op de agenda. Wie antwoordde krijgt een brief.")
        return see_other("meetings:meeting", meeting.pk)
    context = {"poll": found, "page": queries.pick_page(found), "form": form}
    return render(request, "meetings/poll_pick.html", context, status=422 if form.is_bound else 200)


def _is_too_often(request: HttpRequest, form: RegistrationForm) -> bool:
    if form.is_by_machine or ratelimit.consume(request, action="register_for_meeting"):
        return False
    form.add_error(
        None, "Vanaf deze plek kwamen net al veel vragen. Probeer het over een uur weer, of bel ons."
    )
    return True


def _take_part(request: HttpRequest, found: DatePoll, form: RegistrationForm) -> HttpResponse:
    name, email = form.cleaned_data["name"], form.cleaned_data["email"]
    if not form.is_by_machine:
        try:
            own = polls.take_part(poll=found, name=name, email=email, actor=request.user, now=timezone.now())
        except polls.PollClosed:
            messages.info(request, CHOSEN)
            return see_other("meetings:poll", found.pk)
        if request.user.is_authenticated:
            return see_other("meetings:answer-poll", token_of(own))
    messages.success(request, f"We mailen de link om te antwoorden naar {email}.")
    return see_other("meetings:poll", found.pk)


def _after(request: HttpRequest, found: PollAnswer, token: str) -> HttpResponse:
    meeting = found.poll.meeting
    if request.method == "POST" and meeting is not None:
        try:
            registering.register(
                meeting=meeting,
                name=found.name,
                email=found.email,
                actor=found.member or AnonymousUser(),
                now=timezone.now(),
            )
        except registering.TooLate:
            messages.error(request, "Aanmelden kan niet meer.")
        else:
            messages.success(request, f"Je hoort zo per mail op {found.email} of je een plaats hebt.")
        return see_other("meetings:answer-poll", token)
    context = {
        "poll": found.poll,
        "meeting": meeting,
        "is_open": meeting and meeting.starts_at > timezone.now(),
    }
    return render(request, "meetings/poll_settled.html", context)

"""Letters of the facilitators: written, tried on oneself, sent, and read back."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from learninggroups.actions import letters as actions
from learninggroups.forms.letters import LetterForm, WordForm
from learninggroups.models import GroupLetter, LearningGroup, Membership
from learninggroups.permissions import may_write_letters, may_write_to, takes_part
from learninggroups.queries import letters as queries
from members.permissions import require
from ui.htmx import see_other

PROOF_SENT = "De proef is onderweg naar jou. Lees hem in je mail en verstuur de brief daarna hier."
CHANGED = "Deze brief is intussen verstuurd of veranderd. Kijk hem nog eens na."


@require_GET
def letters(request: HttpRequest, slug: str) -> HttpResponse:
    """List the letters of a group for who takes part in it."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(takes_part(request.roles, group))
    context = {"group": group, "page": queries.letter_list(request.roles, group)}
    return render(request, "learninggroups/letters.html", context)


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in a new letter; it goes to its writer first."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_write_letters(request.roles, group))
    form = LetterForm(request.POST or None)
    if form.is_valid():
        letter = actions.write_letter(
            group=group, **form.cleaned_data, actor=request.user, now=timezone.now()
        )
        messages.success(request, PROOF_SENT)
        return see_other(letter)
    return _form(request, group, form)


@require_GET
def letter(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a letter; who may send it can do so here."""
    found = _letter(request, slug, pk)
    page = queries.letter_page(request.roles, found)
    return render(request, "learninggroups/letter.html", {"page": page, "group": found.group})


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Change a letter that was not sent; its writer gets a new proof."""
    found = _letter(request, slug, pk)
    require(may_write_letters(request.roles, found.group))
    form = LetterForm(request.POST or None, initial={"subject": found.subject, "body": found.body})
    if found.sent_at is None and not form.is_valid():
        return _form(request, found.group, form)
    try:
        if found.sent_at is not None:
            raise actions.LetterChanged
        actions.change_letter(letter=found, **form.cleaned_data, actor=request.user, now=timezone.now())
    except actions.LetterChanged:
        messages.info(request, CHANGED)
    else:
        messages.success(request, PROOF_SENT)
    return see_other(found)


@require_POST
def send(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send a letter to everyone who takes part, as it was when its proof went out."""
    found = _letter(request, slug, pk)
    asked = {"letter": found, "tested_at": _tested_at(request), "actor": request.user}
    try:
        count = actions.send_letter(**asked, now=timezone.now())
    except actions.SecondPersonNeeded as needed:
        return _ask_for_second(request, asked, needed.readers)
    except actions.LetterChanged:
        messages.info(request, CHANGED)
        return see_other(found)
    told = (
        "De brief is onderweg naar één deelnemer."
        if count == 1
        else f"De brief is onderweg naar {count} mensen."
    )
    messages.success(request, told)
    return see_other(
        "learninggroups:letters" if takes_part(request.roles, found.group) else found.group, slug
    )


@require_POST
def discard(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Throw a letter away that was not sent."""
    found = _letter(request, slug, pk)
    try:
        actions.discard_letter(letter=found, actor=request.user)
    except actions.LetterChanged:
        messages.info(request, CHANGED)
        return see_other(found)
    messages.success(request, "De brief is weg. Er is niets naar de groep gestuurd.")
    return see_other("learninggroups:letters", slug)


@require_http_methods(["GET", "POST"])
def write_to(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write to one participant."""
    places = Membership.objects.visible_to(request.roles).select_related("group", "member")
    membership = get_object_or_404(places.filter(member__is_active=True), group__slug=slug, pk=pk)
    require(may_write_to(request.roles, membership))
    form = WordForm(request.POST or None)
    if form.is_valid():
        actions.write_to_participant(
            membership=membership, **form.cleaned_data, actor=request.user, now=timezone.now()
        )
        messages.success(request, f"Je mail aan {membership.member.name} is onderweg.")
        return see_other("learninggroups:tending", slug)
    context = {"membership": membership, "group": membership.group, "form": form}
    return render(request, "learninggroups/write_to.html", context, status=422 if form.errors else 200)


def _ask_for_second(request: HttpRequest, asked: dict, readers: int) -> HttpResponse:
    try:
        actions.ask_for_second(**asked, now=timezone.now())
    except actions.LetterChanged:
        messages.info(request, CHANGED)
    else:
        messages.success(
            request,
            f"De brief gaat naar {readers} mensen. Een tweede persoon leest hem en verstuurt hem. "
            "Daar is nu om gevraagd.",
        )
    return see_other(asked["letter"])


def _letter(request: HttpRequest, slug: str, pk: int) -> GroupLetter:
    shown = GroupLetter.objects.visible_to(request.roles).select_related("group", "author")
    return get_object_or_404(shown, group__slug=slug, pk=pk)


def _form(request: HttpRequest, group: LearningGroup, form: LetterForm) -> HttpResponse:
    context = {"group": group, "form": form}
    return render(request, "learninggroups/write_letter.html", context, status=422 if form.errors else 200)


def _tested_at(request: HttpRequest) -> datetime | None:
    """Return when the proof was sent that stood on the screen; None when that is no moment."""
    try:
        return parse_datetime(request.POST.get("tested", ""))
    except ValueError:
        return None

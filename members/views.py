"""The directory, organisations, invitations and a member's own profile."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members import actions, queries
from members.forms import AcceptanceForm, InvitationForm, ProfileForm, RestForm, SearchForm
from members.models import Affiliation, Invitation, Member, Organization
from members.permissions import may_edit_affiliations, may_end_affiliation, may_invite, may_let_rest, require
from ui.htmx import see_other

SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _search(request: HttpRequest) -> tuple[SearchForm, dict]:
    """Read the filters; an unknown value is the same as none."""
    form = SearchForm(request.GET)
    form.is_valid()
    filters = {
        "words": form.cleaned_data.get("zoek", ""),
        "region": form.cleaned_data.get("regio"),
        "theme": form.cleaned_data.get("thema"),
        "page": request.GET.get("pagina", "1"),
    }
    return form, filters


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """Show members by name; only to each other."""
    require(request.roles.is_member)
    form, filters = _search(request)
    page, entries = queries.directory(request.roles, **filters)
    return render(request, "members/directory.html", {"form": form, "page": page, "entries": entries})


@require_GET
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one member."""
    try:
        entry = queries.member_page(request.roles, pk)
    except Member.DoesNotExist as error:
        raise Http404 from error
    return render(request, "members/member.html", {"entry": entry})


@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """Show the member organisations to members."""
    require(request.roles.is_member)
    form, filters = _search(request)
    page = queries.organizations(request.roles, **filters)
    return render(request, "members/organizations.html", {"form": form, "page": page})


@require_GET
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one organisation and who is there."""
    found = get_object_or_404(
        Organization.objects.visible_to(request.roles).select_related("region").prefetch_related("themes"),
        pk=pk,
    )
    context = {
        "page": queries.organization_page(request.roles, found, timezone.now()),
        "may_invite": may_invite(request.roles, found),
        "may_edit": may_edit_affiliations(request.roles, found),
        "may_let_rest": may_let_rest(request.roles, found),
        "today": timezone.localdate(),
    }
    return render(request, "members/organization.html", context)


@require_http_methods(["GET", "POST"])
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an organisation be asked nothing new until a day, or be asked again."""
    found = get_object_or_404(Organization.objects.visible_to(request.roles), pk=pk)
    require(may_let_rest(request.roles, found))
    if "again" in request.POST:
        actions.let_rest(organization=found, until=None, actor=request.user)
        messages.success(request, "Jullie kunnen weer vragen krijgen.")
        return see_other(found)
    form = RestForm(request.POST or None, today=timezone.localdate(), initial={"until": found.rests_until})
    if form.is_valid():
        actions.let_rest(organization=found, until=form.cleaned_data["until"], actor=request.user)
        messages.success(request, "Goed zo. Tot die dag vragen we jullie niets nieuws.")
        return see_other(found)
    context = {"organization": found, "form": form}
    return render(request, "members/rest.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a colleague to an organisation."""
    found = get_object_or_404(Organization.objects.visible_to(request.roles), pk=pk)
    require(may_invite(request.roles, found))
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        try:
            actions.invite(**form.cleaned_data, organization=found, actor=request.user, now=timezone.now())
        except actions.AlreadyColleague:
            form.add_error("email", "Dit e-mailadres hoort al bij iemand van deze organisatie.")
        else:
            messages.success(request, f"De uitnodiging aan {form.cleaned_data['email']} is onderweg.")
            return see_other(found)
    context = {"organization": found, "form": form}
    return render(request, "members/invite.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.roles), pk=pk)
    try:
        actions.withdraw_invitation(invitation=invitation, actor=request.user, now=timezone.now())
    except actions.InvitationGone:
        messages.info(request, "Deze uitnodiging was al aangenomen, ingetrokken of verlopen.")
    else:
        messages.success(request, f"De uitnodiging aan {invitation.email} is ingetrokken.")
    return see_other(invitation.organization)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation, and take it up when the button is pressed; opening the link changes nothing."""
    invitation = (
        Invitation.objects.open(timezone.now())
        .filter(token_hash=actions.token_hash(token))
        .select_related("organization", "invited_by")
        .first()
    )
    if invitation is None:
        return render(request, "members/invitation_gone.html", status=410)
    form = AcceptanceForm(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        try:
            accepted, is_new = actions.accept_invitation(
                token=token, name=form.cleaned_data["name"], now=timezone.now()
            )
        except actions.InvitationGone:
            return render(request, "members/invitation_gone.html", status=410)
        if is_new:
            # The letter proved the address, and this account holds nothing of anybody yet.
            login(request, accepted, backend=SIGN_IN_BACKEND)
            messages.success(request, "Welkom. Je account is gemaakt.")
            return see_other("home:overview")
        messages.success(request, "De uitnodiging is aangenomen. Je kunt nu inloggen.")
        return see_other("account_login")
    context = {"invitation": invitation, "form": form}
    return render(request, "members/invitation.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name and phone number."""
    own = request.user
    initial = {"name": own.name, "phone": own.phone, "shows_phone": own.shows_phone}
    form = ProfileForm(request.POST or None, initial=initial)
    if form.is_valid():
        actions.change_profile(member=own, actor=own, **form.cleaned_data)
        messages.success(request, "Je gegevens zijn bewaard.")
        return see_other("members:profile")
    context = {"form": form, "entry": queries.member_page(request.roles, own.pk)}
    return render(request, "members/profile.html", context, status=422 if form.errors else 200)


@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a colleague contact person, or no longer."""
    place = get_object_or_404(Affiliation.objects.visible_to(request.roles), pk=pk)
    role = Affiliation.Role.CONTACT if request.POST.get("role") == "contact" else Affiliation.Role.COLLEAGUE
    actions.change_role(affiliation=place, role=role, actor=request.user)
    messages.success(request, f"{place.member} is nu {place.Role(role).label}.")
    return see_other(place.organization)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a place may end, and end it."""
    place = get_object_or_404(Affiliation.objects.visible_to(request.roles), pk=pk)
    require(may_end_affiliation(request.roles, place))
    if request.method == "POST":
        actions.end_affiliation(affiliation=place, actor=request.user, now=timezone.now())
        messages.success(request, f"{place.member} hoort niet meer bij {place.organization}.")
        return see_other("members:organizations")
    return render(request, "members/leave.html", {"place": place})

"""Members, organisations and regions in the back office."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import PermissionDenied
from django.urls import include, path, reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views.users import EditView as UserEditView
from wagtail.users.views.users import UserViewSet

from audit import trail
from audit.acts import Act
from members.actions.leaving import take_back
from members.forms.office import MemberForm, OrganizationForm
from members.indexing import index_members, index_people_of
from members.models import Member, Organization, Region
from members.permissions import may_import, may_judge_applications, may_read_log


class MemberPermissionPolicy(ModelPermissionPolicy):
    """
    Nobody adds or deletes a member in the back office.

    An account comes from an invitation, and what a member wrote outlives her account.
    """

    def user_has_permission(self, user, action):
        return action not in {"add", "delete"} and super().user_has_permission(user, action)


# Wagtail takes a PUT for a POST; here nothing comes in by two doors.
METHODS = ["get", "head", "options", "post"]


class MemberEditView(UserEditView):
    http_method_names = METHODS

    def save_instance(self) -> Member:
        """Let search know her new name, and write down what she may do from now on."""
        member = super().save_instance()
        index_members([member.pk])
        _write_down(member, actor=self.request.user)
        return member


def _write_down(member: Member, *, actor: Member) -> None:
    """Write down what the back office made of an account; who is let in again leaves no more."""
    now = timezone.now()
    if member.is_active:
        take_back(member, actor=actor, now=now)
    teams = sorted(member.groups.values_list("name", flat=True))
    facts = {"teams": teams, "active": member.is_active}
    trail.record(Act.ACCOUNT_CHANGED, actor=actor, subject=member, facts=facts, now=now)


class MemberViewSet(UserViewSet):
    """Wagtail's own user pages, for members with one name and no password."""

    template_prefix = ""
    menu_label = "Leden"
    # In a list: Wagtail takes the bare word for first and last names, which members do not have.
    ordering = ["name"]
    permission_policy = MemberPermissionPolicy(Member)
    edit_view_class = MemberEditView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return MemberForm


class OrganizationEditView(EditView):
    http_method_names = METHODS

    def save_instance(self) -> Organization:
        """Let search know who works here by the name that the organisation has now."""
        organization = super().save_instance()
        if "name" in self.form.changed_data:
            index_people_of(organization)
        return organization


def is_member_in_words(organization: Organization) -> str:
    """Say in a list whether this organisation is a member; Wagtail would say *True*."""
    return "ja" if organization.is_active else "nee"


class OrganizationViewSet(ModelViewSet):
    model = Organization
    edit_view_class = OrganizationEditView
    icon = "home"
    menu_label = "Organisaties"
    url_prefix = "organisaties"
    add_to_reference_index = False
    list_display = [
        "name",
        "kind",
        "region",
        Column("is_active", label="Lid", accessor=is_member_in_words, sort_key="is_active"),
    ]
    list_filter = ["region", "themes", "is_active"]
    search_fields = ["name", "municipalities"]
    ordering = ["name"]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return OrganizationForm


class RegionViewSet(ModelViewSet):
    model = Region
    icon = "site"
    menu_label = "Regio's"
    url_prefix = "regios"
    form_fields = ["name", "latitude", "longitude"]
    ordering = ["name"]


class MembersViewSetGroup(ModelViewSetGroup):
    menu_label = "Organisaties"
    menu_icon = "group"
    menu_order = 300
    items = (OrganizationViewSet, RegionViewSet)


@hooks.register("register_admin_urls")
def addresses():
    """Mount the pages; by name, because this room lies below the addresses."""
    return [path("lidmaatschap/", include("members.urls.office"))]


class ApplicationsMenuItem(MenuItem):
    """In the menu of the programme team only."""

    def is_shown(self, request):
        return may_judge_applications(request.roles)


@hooks.register("register_admin_menu_item")
def applications_menu_item():
    """Stand above the organisations, where an application leads to."""
    return ApplicationsMenuItem(
        "Aanvragen", reverse("members_office:applications"), name="applications", icon_name="mail", order=290
    )


class LogMenuItem(MenuItem):
    """In the menu of administrators only."""

    def is_shown(self, request):
        return may_read_log(request.roles)


@hooks.register("register_reports_menu_item")
def log_menu_item():
    """Stand among the reports."""
    return LogMenuItem("Logboek", reverse("members_office:log"), name="log", icon_name="history", order=900)


class ImportsMenuItem(MenuItem):
    """In the menu of the programme team only."""

    def is_shown(self, request):
        return may_import(request.roles)


@hooks.register("register_admin_menu_item")
def imports_menu_item():
    """Stand beside the applications: another way in."""
    return ImportsMenuItem(
        "Importeren", reverse("members_office:imports"), name="imports", icon_name="upload", order=295
    )


@hooks.register("register_admin_viewset")
def register_organizations():
    """Put organisations and regions in the menu."""
    return MembersViewSetGroup()


@hooks.register("before_bulk_action")
def delete_nobody(request, action_type: str, members: Iterable[object], action) -> None:
    """Refuse to delete several at once; Wagtail asks no policy there that refuses it for one."""
    if action.model is Member and action_type == "delete":
        raise PermissionDenied


@hooks.register("after_bulk_action")
def write_down_many(request, action_type: str, members: Iterable[object], action) -> None:
    """Write down what was done to many members at once, as for each of them alone."""
    for member in members:
        if isinstance(member, Member):
            member.refresh_from_db()
            _write_down(member, actor=request.user)

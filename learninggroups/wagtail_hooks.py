"""Groups in the back office: the programme team starts them and names who facilitates."""

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies.base import BlanketPermissionPolicy

from learninggroups.actions import groups as actions
from learninggroups.forms.groups import GroupForm, NewGroupForm
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles, may_found_groups


class GroupPermissionPolicy(BlanketPermissionPolicy):
    """Our own rule; nobody deletes a group with what was said in it."""

    def user_has_permission(self, user, action):
        return action in {"add", "change"} and may_found_groups(Roles.of(user))

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class NewGroupView(generic.CreateView):
    """Start a group; the action is a transaction of its own, so none is opened here."""

    http_method_names = ["get", "head", "options", "post"]

    def form_valid(self, form: NewGroupForm) -> HttpResponse:
        self.form = form
        self.object = actions.create_group(**form.cleaned_data, actor=self.request.user, now=timezone.now())
        log(instance=self.object, action="wagtail.create", content_changed=True)
        return self.save_action()


class GroupView(generic.EditView):
    """Change a group and who facilitates it."""

    http_method_names = ["get", "head", "options", "post"]

    def form_valid(self, form: GroupForm) -> HttpResponse:
        self.form = form
        actions.change_group(
            group=self.object, **form.cleaned_data, actor=self.request.user, now=timezone.now()
        )
        log(instance=self.object, action="wagtail.edit", content_changed=form.has_changed())
        return self.save_action()


class GroupViewSet(ModelViewSet):
    model = LearningGroup
    name = "learninggroups_office"
    icon = "group"
    menu_label = "Leergroepen"
    menu_order = 250
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    url_prefix = "leergroepen"
    list_display = ["name", "openness", "theme", "created_at"]
    list_filter = ["openness", "theme"]
    search_fields = ["name", "purpose"]
    ordering = ["name"]
    permission_policy = GroupPermissionPolicy(LearningGroup)
    add_view_class = NewGroupView
    edit_view_class = GroupView

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return GroupForm if for_update else NewGroupForm


@hooks.register("register_admin_viewset")
def register_groups() -> GroupViewSet:
    """Put groups in the menu."""
    return GroupViewSet()

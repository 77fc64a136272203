"""Groups in the back office: the programme team starts them and names who facilitates."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.defaults import permission_denied
from wagtail import hooks as registry
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies.base import BlanketPermissionPolicy

from learninggroups.actions import groups as actions
from learninggroups.actions import hands
from learninggroups.forms.groups import GroupForm, NewGroupForm
from learninggroups.forms.hands import ProposalForm
from learninggroups.models import GroupProposal, LearningGroup
from learninggroups.permissions import Roles, may_found_groups
from learninggroups.queries.hands import hands_of
from ui.htmx import see_other

DECIDED = "Over dit voorstel is intussen al besloten."


class GroupPermissionPolicy(BlanketPermissionPolicy):
    """Our own rule; nobody deletes a group with what was said in it."""

    def user_has_permission(self, user, action):
        return action in {"add", "change"} and may_found_groups(Roles.of(user))

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


class GroupMenuItem(MenuItem):
    """Shown by the roles of the request, or the menu would load them a second time."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_found_groups(request.roles)


class NewGroupView(generic.CreateView):
    """Start a group; the action is a transaction of its own, so none is opened here."""

    http_method_names = ["get", "head", "options", "post"]

    def get_initial(self) -> dict:
        """Start from raised hands, when the address names the proposal that they made."""
        number = self.request.GET.get("voorstel", "")
        proposal = GroupProposal.objects.filter(
            decided_at=None, pk=int(number) if number.isdecimal() else None
        ).first()
        if proposal is None:
            return super().get_initial()
        participants = "\n".join(hand.email for hand in hands_of(proposal))
        return {"theme": proposal.theme_id, "proposal": proposal.pk, "participants": participants}

    def form_valid(self, form: NewGroupForm) -> HttpResponse:
        self.form = form
        try:
            self.object = actions.create_group(
                **form.cleaned_data, actor=self.request.user, now=timezone.now()
            )
        except actions.AlreadyDecided:
            form.add_error(None, DECIDED)
            return self.form_invalid(form)
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


@require_http_methods(["GET", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether raised hands become a group: yes leads to its form, no to a word back."""
    if not may_found_groups(request.roles):
        # Made here, because Wagtail turns a PermissionDenied into a redirect.
        return permission_denied(request, PermissionDenied())
    asked = GroupProposal.objects.select_related("theme", "group", "decided_by").filter(pk=pk).first()
    if asked is None:
        raise Http404
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        try:
            hands.decline_proposal(
                proposal=asked, **form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except hands.AlreadyDecided:
            messages.info(request, DECIDED)
        else:
            messages.success(request, "Wie de hand opstak krijgt een mail met wat je schreef.")
        return see_other("wagtailadmin_home")
    context = {"proposal": asked, "hands": hands_of(asked), "form": form}
    status = 422 if form.errors else 200
    return render(request, "learninggroups/office/proposal.html", context, status=status)


class GroupViewSet(ModelViewSet):
    model = LearningGroup
    name = "learninggroups_office"
    icon = "group"
    menu_label = "Leergroepen"
    menu_order = 250
    add_to_admin_menu = True
    menu_item_class = GroupMenuItem
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

    def get_urlpatterns(self) -> list:
        # Last, because the menu leads to the first.
        return [*super().get_urlpatterns(), path("voorstellen/<int:pk>/", proposal, name="proposal")]

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        return GroupForm if for_update else NewGroupForm


@registry.register("register_admin_viewset")
def register_groups() -> GroupViewSet:
    """Put groups in the menu."""
    return GroupViewSet()

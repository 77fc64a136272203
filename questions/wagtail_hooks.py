"""National questions in the back office: their pages and their place in the menu."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from questions.permissions import may_run_questions


class QuestionsMenuItem(MenuItem):
    """In the menu of the programme team only."""

    def is_shown(self, request):
        return may_run_questions(request.roles)


@hooks.register("register_admin_urls")
def addresses():
    """Mount the pages; by name, because this room lies below the addresses."""
    return [path("landelijke-vragen/", include("questions.urls.office"))]


@hooks.register("register_admin_menu_item")
def menu_item():
    """Stand right under the pages."""
    return QuestionsMenuItem(
        "Landelijke vragen",
        reverse("questions_office:questions"),
        name="national-questions",
        icon_name="help",
        order=150,
    )

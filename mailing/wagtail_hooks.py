"""The post in the back office: its page and its place in the menu."""

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mailing.permissions import may_look_after_post


class PostMenuItem(MenuItem):
    """In the menu of those who look after the post."""

    def is_shown(self, request):
        return may_look_after_post(request.user)


@hooks.register("register_admin_urls")
def addresses():
    """Mount the pages; by name, because this room lies below the addresses."""
    return [path("post/", include("mailing.urls.office"))]


@hooks.register("register_reports_menu_item")
def menu_item():
    """Stand among the reports."""
    return PostMenuItem("Post", reverse("mailing_office:post"), name="post", icon_name="mail", order=100)

"""Digests in the back office: pages beside those of the post."""

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses() -> list:
    """Mount the pages under the post; by name, because this room lies below the addresses."""
    return [path("post/", include("digests.urls.office"))]

"""Inbound mail in the back office: a page beside that of the post."""

from django.urls import include, path
from wagtail import hooks


@hooks.register("register_admin_urls")
def addresses():
    """Mount the pages; by name, because this room lies below the addresses."""
    return [path("post/binnen/", include("inbound.urls.office"))]

"""Addresses of home; Wagtail's pages have their own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_GET
from wagtail.contrib.sitemaps.views import sitemap

from home.views import site

app_name = "home"

urlpatterns = [
    path("mijn/", site.overview, name="overview"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", login_not_required(require_GET(sitemap)), name="sitemap"),
]

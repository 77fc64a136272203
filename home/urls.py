"""Addresses of home; Wagtail's pages have their own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_GET
from wagtail.contrib.sitemaps.views import sitemap

from home import views

app_name = "home"

urlpatterns = [
    path("mijn/", views.overview, name="overview"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", login_not_required(require_GET(sitemap)), name="sitemap"),
]

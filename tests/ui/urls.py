"""The portal's addresses with the style guide among them, as under DEBUG."""

from django.urls import include, path

from portal.urls import urlpatterns as portal

urlpatterns = [path("stijl/", include("ui.urls")), *portal]

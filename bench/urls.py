"""The portal's own addresses and the reference view beside them."""

from django.urls import include, path

from bench.reference import thread

urlpatterns = [
    path("-/reference/<int:pk>/", thread),
    path("", include("portal.urls")),
]

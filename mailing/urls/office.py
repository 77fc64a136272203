"""Addresses of mailing in the back office."""

from django.urls import path

from mailing.views import office

app_name = "mailing_office"

urlpatterns = [
    path("", office.post, name="post"),
    path("hervatten/<int:pk>/", office.release, name="release"),
    path("vasthouden/", office.hold, name="hold"),
    path("brieven/opnieuw/", office.resend, name="resend"),
    path("brieven/laat-maar/", office.let_go, name="let-go"),
    path("adres/<int:pk>/weer-proberen/", office.trust, name="trust"),
]

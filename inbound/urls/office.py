"""Addresses of inbound mail in the back office."""

from django.urls import path

from inbound.views import office

app_name = "inbound_office"

urlpatterns = [
    path("", office.mail, name="mail"),
    path("<int:pk>/bericht/", office.as_it_came, name="as-it-came"),
    path("<int:pk>/opnieuw/", office.read_again, name="read-again"),
    path("<int:pk>/laat-maar/", office.let_be, name="let-be"),
]

"""Addresses of members, organisations and invitations."""

from django.urls import path

from members import views

app_name = "members"

urlpatterns = [
    path("leden/", views.directory, name="directory"),
    path("leden/<int:pk>/", views.member, name="member"),
    path("organisaties/", views.organizations, name="organizations"),
    path("organisaties/<int:pk>/", views.organization, name="organization"),
    path("organisaties/<int:pk>/nu-even-niet/", views.rest, name="rest"),
    path("organisaties/<int:pk>/uitnodigen/", views.invite, name="invite"),
    path("aanstellingen/<int:pk>/rol/", views.change_role, name="change-role"),
    path("aanstellingen/<int:pk>/beeindigen/", views.leave, name="leave"),
    path("uitnodigingen/<int:pk>/intrekken/", views.withdraw, name="withdraw"),
    path("uitnodiging/<str:token>/", views.accept, name="accept"),
    path("account/gegevens/", views.profile, name="profile"),
]

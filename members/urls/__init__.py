"""Addresses of members, organisations and invitations."""

from django.urls import path

from members.views import (
    applying,
    choices,
    directory,
    invitations,
    leaving,
    lists,
    messages,
    organizations,
    personal_data,
    profiles,
)

app_name = "members"

urlpatterns = [
    path("lid-worden/", applying.apply, name="apply"),
    path("lid-worden/gevraagd/", applying.applied, name="applied"),
    path("lid-worden/<str:token>/", applying.application, name="application"),
    path("leden/", directory.directory, name="directory"),
    path("leden/<int:pk>/", directory.member, name="member"),
    path("leden/meenemen/", lists.take, name="take-list"),
    path("leden/<int:pk>/bericht/", messages.write, name="write"),
    path("leden/<int:pk>/geen-berichten/", messages.refuse, name="refuse-messages"),
    path("berichten/<int:pk>/", messages.message, name="message"),
    path("berichten/<int:pk>/melden/", messages.report, name="report-message"),
    path("organisaties/", directory.organizations, name="organizations"),
    path("organisaties/<int:pk>/", organizations.organization, name="organization"),
    path("organisaties/<int:pk>/gegevens/", organizations.facts, name="facts"),
    path("organisaties/<int:pk>/hier-schrijf-ik/", organizations.speak_for, name="speak-for"),
    path("organisaties/<int:pk>/nu-even-niet/", organizations.rest, name="rest"),
    path("organisaties/<int:pk>/uitnodigen/", invitations.invite, name="invite"),
    path("aanstellingen/<int:pk>/rol/", organizations.change_role, name="change-role"),
    path("aanstellingen/<int:pk>/beeindigen/", organizations.leave, name="leave"),
    path("uitnodigingen/<int:pk>/opnieuw/", invitations.send_again, name="send-again"),
    path("uitnodigingen/<int:pk>/intrekken/", invitations.withdraw, name="withdraw"),
    path("uitnodiging/<str:token>/", invitations.accept, name="accept"),
    path("account/gegevens/", profiles.profile, name="profile"),
    path("leden/<int:pk>/vertrek/", leaving.let_leave, name="let-leave"),
    path("account/verlaten/", leaving.leave, name="leave-association"),
    path("account/opnieuw-inloggen/", leaving.sign_in_again, name="sign-in-again"),
    path("account/terugkomen/<str:token>/", leaving.come_back, name="come-back"),
    path("account/mijn-gegevens/", personal_data.personal_data, name="personal-data"),
    path("account/mijn-gegevens/<uuid:key>/", personal_data.take, name="take-data"),
    path("account/keuzes/", choices.choices, name="choices"),
]

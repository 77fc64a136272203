"""Addresses of questions."""

from django.urls import path

from questions.views import (
    answering,
    approving,
    colleagues,
    consent,
    files,
    handing_over,
    offering,
    passing_on,
    returning,
    sending,
    site,
    versions,
)

app_name = "questions"

urlpatterns = [
    path("organisaties/<int:pk>/overdragen/", handing_over.hand_over, name="hand-over"),
    path("landelijke-vragen/", site.question_list, name="list"),
    path("landelijke-vragen/aanbieden/", offering.offer, name="offer"),
    path("landelijke-vragen/aanbieden/dank/", offering.offered, name="offered"),
    path("landelijke-vragen/aanbod/<str:key>/", offering.offer_status, name="offer_status"),
    path("landelijke-vragen/bijlagen/<uuid:key>/", files.file, name="file"),
    path("landelijke-vragen/<int:pk>/", site.question, name="question"),
    path("landelijke-vragen/<int:pk>/beeld/", site.pictures, name="pictures"),
    path("landelijke-vragen/<int:pk>/synthese/", versions.versions, name="versions"),
    path("landelijke-vragen/<int:pk>/synthese/<int:number>/", versions.version, name="version"),
    path(
        "landelijke-vragen/<int:pk>/antwoord/<int:answer_pk>/herken-je-dit/",
        returning.verdicts,
        name="verdicts",
    ),
    path("landelijke-vragen/<int:pk>/antwoord/<int:answer_pk>/toestemming/", consent.consent, name="consent"),
    path(
        "landelijke-vragen/<int:pk>/antwoorden/organisaties/",
        site.answers,
        {"of_organizations": True},
        name="organization_answers",
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoorden/persoonlijk/",
        site.answers,
        {"of_organizations": False},
        name="personal_answers",
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoord/persoonlijk/",
        answering.answer_personally,
        name="answer_personally",
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoord/namens/<int:organization_pk>/",
        answering.answer_on_behalf,
        name="answer_on_behalf",
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoord/namens/<int:organization_pk>/collegas/",
        colleagues.colleagues,
        name="colleagues",
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoord/namens/<int:organization_pk>/collegas/<int:code_pk>/intrekken/",
        colleagues.revoke_code,
        name="revoke_code",
    ),
    path("landelijke-vragen/<int:pk>/doorgeven/<int:recipient_pk>/", passing_on.pass_on, name="pass_on"),
    path(
        "landelijke-vragen/<int:pk>/doorgeven/<int:recipient_pk>/terugnemen/",
        passing_on.take_on_again,
        name="take_on_again",
    ),
    path("landelijke-vragen/<int:pk>/opschrijven/<int:recipient_pk>/", approving.take_down, name="take_down"),
    path("landelijke-vragen/akkoord/", approving.type_approval, name="type_approval"),
    path("landelijke-vragen/akkoord/<int:approval_pk>/", approving.approve, name="approve"),
    path(
        "landelijke-vragen/<int:pk>/antwoord/namens/<int:organization_pk>/collegas/bijdragen/<int:contribution_pk>/",
        colleagues.take_over,
        name="take_over",
    ),
    path("landelijke-vragen/meeschrijven/", colleagues.type_code, name="type_code"),
    path("landelijke-vragen/meeschrijven/<int:code_pk>/", colleagues.contribute, name="contribute"),
    path(
        "landelijke-vragen/<int:pk>/antwoord/<int:answer_pk>/terughalen/",
        answering.take_back,
        name="take_back",
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoord/<int:answer_pk>/intrekken/",
        answering.withdraw,
        name="withdraw_answer",
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoord/<int:answer_pk>/geschiedenis/",
        answering.history,
        name="answer_history",
    ),
    path("landelijke-vragen/<int:pk>/reageren/<int:recipient_pk>/", answering.react, name="react"),
    path(
        "landelijke-vragen/<int:pk>/reageren/<int:recipient_pk>/terugdraaien/",
        answering.undo_reaction,
        name="undo_reaction",
    ),
    path(
        "landelijke-vragen/<int:pk>/reageren/<int:recipient_pk>/versturen/",
        sending.send_as_it_is,
        name="send_as_it_is",
    ),
]

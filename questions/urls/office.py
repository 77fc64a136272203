"""Addresses of the back office of questions; questions/wagtail_hooks.py mounts them under /beheer/."""

from django.urls import path

from questions.views.office import (
    answers,
    asking,
    concluding,
    exports,
    files,
    offering,
    pictures,
    preparing,
    steps,
)

app_name = "questions_office"

urlpatterns = [
    path("", asking.questions, name="questions"),
    path("nieuw/", asking.compose, name="compose"),
    path("<int:pk>/", answers.question, name="question"),
    path("<int:pk>/bewerken/", asking.revise, name="revise"),
    path("<int:pk>/doelgroep/", asking.audience, name="audience"),
    path("<int:pk>/ontvangers/", asking.recipients, name="recipients"),
    path("<int:pk>/aanbod/", offering.offered, name="offered"),
    path("<int:pk>/aanbod/in-behandeling/", offering.accept, name="accept"),
    path("<int:pk>/aanbod/voorleggen/", offering.send_text, name="send-text"),
    path("<int:pk>/bijlagen/", files.files, name="files"),
    path("<int:pk>/bijlagen/<uuid:key>/weg/", files.remove, name="remove-file"),
    path("<int:pk>/intrekken/", steps.withdraw, name="withdraw"),
    path("<int:pk>/samenvoegen/", steps.merge, name="merge"),
    path("<int:pk>/tweede-ronde/", steps.second_round, name="second-round"),
    path("<int:pk>/klaar/", preparing.approve, name="approve"),
    path("<int:pk>/plannen/", preparing.schedule, name="schedule"),
    path("<int:pk>/terug-naar-concept/", preparing.reopen_draft, name="reopen-draft"),
    path("<int:pk>/openzetten/", asking.open_question, name="open"),
    path("<int:pk>/verlengen/", asking.extend, name="extend"),
    path("<int:pk>/sluiten/", asking.close, name="close"),
    path("<int:pk>/antwoorden/", answers.answers, name="answers"),
    path("<int:pk>/beeld/", pictures.pictures, name="pictures"),
    path("<int:pk>/duiden/", concluding.start_interpreting, name="start-interpreting"),
    path("<int:pk>/synthese/", concluding.synthesis, name="synthesis"),
    path("<int:pk>/synthese/delen/", concluding.share, name="share"),
    path("<int:pk>/terugkoppeling/", concluding.outcome, name="outcome"),
    path("<int:pk>/uitvoer/", exports.exports, name="exports"),
    path("<int:pk>/uitvoer/<uuid:key>/", exports.export, name="export"),
    path("<int:pk>/uitvoer/<uuid:key>/bestand/", exports.take, name="take-export"),
    path("<int:pk>/afronden/", concluding.complete, name="complete"),
]

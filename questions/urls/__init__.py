"""Addresses of questions."""

from django.urls import path

from questions.views import site

app_name = "questions"

urlpatterns = [
    path("landelijke-vragen/", site.question_list, name="list"),
    path("landelijke-vragen/<int:pk>/", site.question, name="question"),
    path(
        "landelijke-vragen/<int:pk>/antwoord/persoonlijk/", site.answer_personally, name="answer_personally"
    ),
    path(
        "landelijke-vragen/<int:pk>/antwoord/namens/<int:organization_pk>/",
        site.answer_on_behalf,
        name="answer_on_behalf",
    ),
    path("landelijke-vragen/<int:pk>/reageren/<int:recipient_pk>/", site.react, name="react"),
]

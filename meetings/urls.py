"""Addresses of meetings."""

from django.urls import path

from meetings.views import afterwards, own_calendar, polls, site, tending

app_name = "meetings"

urlpatterns = [
    path("bijeenkomsten/", site.meeting_list, name="list"),
    path("bijeenkomsten/agenda.ics", site.public_calendar, name="calendar"),
    path("bijeenkomsten/mijn-agenda/", own_calendar.own, name="own-calendar"),
    path("bijeenkomsten/mijn-agenda/<int:pk>-<str:token>.ics", own_calendar.feed, name="own-calendar-feed"),
    path("bijeenkomsten/maand/<int:year>/<int:month>/", site.month, name="month"),
    path("bijeenkomsten/nieuw/", tending.plan, name="plan"),
    path("bijeenkomsten/datumprikker/nieuw/", polls.propose, name="propose"),
    path("bijeenkomsten/datumprikker/<int:pk>/", polls.poll, name="poll"),
    path("bijeenkomsten/datumprikker/<int:pk>/kiezen/", polls.pick, name="pick-moment"),
    path("bijeenkomsten/datumprikker/antwoord/<str:token>/", polls.answer, name="answer-poll"),
    path("bijeenkomsten/aanmelding/<str:token>/", site.registration, name="registration"),
    path(
        "bijeenkomsten/aanmelding/<str:token>/agenda.ics",
        site.registration_calendar,
        name="registration-calendar",
    ),
    path("bijeenkomsten/<int:pk>/", site.meeting, name="meeting"),
    path("bijeenkomsten/<int:pk>/agenda.ics", site.calendar_file, name="calendar-file"),
    path("bijeenkomsten/<int:pk>/wijzigen/", tending.change, name="change"),
    path("bijeenkomsten/<int:pk>/afgelasten/", tending.cancel, name="cancel"),
    path("bijeenkomsten/<int:pk>/aanmeldingen/", tending.attendance, name="attendance"),
    path("bijeenkomsten/<int:pk>/stukken/", afterwards.materials, name="materials"),
    path("bijeenkomsten/<int:pk>/klaar/", afterwards.tell, name="tell"),
    path("bijeenkomsten/stuk/<uuid:key>/", afterwards.material, name="material"),
    path("bijeenkomsten/terugblik/<str:token>/", afterwards.look_back, name="look-back"),
    path("bijeenkomsten/<int:pk>/verslag/", tending.notes, name="notes"),
]

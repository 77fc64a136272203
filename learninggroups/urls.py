"""Addresses of learning groups, threads and posts."""

from django.urls import path

from learninggroups.views import (
    attachments,
    groups,
    history,
    invitations,
    letters,
    memberships,
    moderation,
    openness,
    ordering,
    posts,
    recognitions,
    replies,
    tending,
    threads,
)

app_name = "learninggroups"

# A thread's address does not name its group, so that it stays when a thread moves. The words
# "gesprekken", "berichten", "bijlagen", "uitnodiging" and "verbreding" are therefore no address
# of a group.
urlpatterns = [
    path("leergroepen/", groups.group_list, name="list"),
    path("leergroepen/gesprekken/<int:pk>/", threads.thread, name="thread"),
    path("leergroepen/gesprekken/<int:pk>/reageren/", replies.reply, name="reply"),
    path("leergroepen/gesprekken/<int:pk>/gelezen/", threads.mark_read, name="mark-read"),
    path("leergroepen/gesprekken/<int:pk>/afsluiten/", ordering.close, name="close-thread"),
    path("leergroepen/gesprekken/<int:pk>/heropenen/", ordering.reopen, name="reopen-thread"),
    path("leergroepen/meldingen/", moderation.team_reports, name="team-reports"),
    path("leergroepen/meldingen/<int:pk>/afhandelen/", moderation.dismiss, name="dismiss-report"),
    path("leergroepen/berichten/<int:pk>/", history.post, name="post"),
    path("leergroepen/berichten/<int:pk>/eerder/", history.earlier, name="earlier"),
    path("leergroepen/berichten/<int:pk>/terugzetten/", history.restore, name="restore-post"),
    path("leergroepen/berichten/<int:pk>/melden/", moderation.report, name="report-post"),
    path("leergroepen/berichten/<int:pk>/verbergen/", moderation.hide, name="hide-post"),
    path("leergroepen/berichten/<int:pk>/tonen/", moderation.show, name="show-post"),
    path("leergroepen/berichten/<int:pk>/weglaten/", moderation.leave_out, name="leave-out"),
    path("leergroepen/berichten/<int:pk>/wijzigen/", posts.edit_post, name="edit-post"),
    path("leergroepen/berichten/<int:pk>/verwijderen/", posts.delete_post, name="delete-post"),
    path("leergroepen/bijlagen/nieuw/", attachments.upload, name="upload"),
    path("leergroepen/bijlagen/<uuid:key>/", attachments.attachment, name="attachment"),
    path("leergroepen/uitnodiging/<str:token>/", invitations.accept, name="accept-invitation"),
    path("leergroepen/berichten/<int:pk>/herkenbaar/", recognitions.recognise, name="recognise"),
    path(
        "leergroepen/berichten/<int:pk>/herkenbaar/terugnemen/",
        recognitions.take_back,
        name="take-back-recognition",
    ),
    path("leergroepen/verbreding/<str:token>/", openness.answer_exposure, name="answer-exposure"),
    path("leergroepen/<slug:slug>/", groups.group, name="group"),
    path("leergroepen/<slug:slug>/meldingen/", moderation.reports, name="reports"),
    path("leergroepen/<slug:slug>/ingrepen/", moderation.acts, name="acts"),
    path("leergroepen/<slug:slug>/beschrijving/", groups.describe, name="describe"),
    path("leergroepen/<slug:slug>/alles-gelezen/", groups.mark_read, name="mark-group-read"),
    path("leergroepen/<slug:slug>/nieuw-gesprek/", posts.start, name="start-thread"),
    path("leergroepen/<slug:slug>/openheid/", openness.openness, name="openness"),
    path("leergroepen/<slug:slug>/meedoen/", memberships.join, name="join"),
    path("leergroepen/<slug:slug>/verlaten/", memberships.leave, name="leave"),
    path("leergroepen/<slug:slug>/aanvragen/", memberships.requests, name="requests"),
    path("leergroepen/<slug:slug>/aanvragen/<int:pk>/toelaten/", memberships.admit, name="admit"),
    path("leergroepen/<slug:slug>/aanvragen/<int:pk>/afwijzen/", memberships.decline, name="decline"),
    path("leergroepen/<slug:slug>/welkom/", memberships.welcome, name="welcome"),
    path("leergroepen/<slug:slug>/begeleiding/", tending.tending, name="tending"),
    path("leergroepen/<slug:slug>/begeleiders/", tending.facilitators, name="facilitators"),
    path("leergroepen/<slug:slug>/begeleiders/stoppen/", tending.step_back, name="step-back"),
    path("leergroepen/<slug:slug>/brieven/", letters.letters, name="letters"),
    path("leergroepen/<slug:slug>/brieven/nieuw/", letters.write, name="write-letter"),
    path("leergroepen/<slug:slug>/brieven/<int:pk>/", letters.letter, name="letter"),
    path("leergroepen/<slug:slug>/brieven/<int:pk>/wijzigen/", letters.change, name="change-letter"),
    path("leergroepen/<slug:slug>/brieven/<int:pk>/versturen/", letters.send, name="send-letter"),
    path("leergroepen/<slug:slug>/brieven/<int:pk>/weggooien/", letters.discard, name="discard-letter"),
    path("leergroepen/<slug:slug>/deelnemers/<int:pk>/schrijven/", letters.write_to, name="write-to"),
    path("leergroepen/<slug:slug>/uitnodigen/", invitations.invite, name="invite"),
    path(
        "leergroepen/<slug:slug>/uitnodigingen/<int:pk>/opnieuw/",
        invitations.resend,
        name="resend-invitation",
    ),
    path(
        "leergroepen/<slug:slug>/uitnodigingen/<int:pk>/intrekken/",
        invitations.withdraw,
        name="withdraw-invitation",
    ),
]

"""The same words for the tables of the libraries that we use, by the label of the model."""

from datetime import timedelta

from privacy.rules import (
    ACTOR,
    AS_PARENT,
    FILE,
    HERS,
    HERS_AND_GOES,
    HIDDEN,
    INTERNAL,
    OTHERS,
    PERSONAL,
    PLAIN,
    SECRET,
    TITLE,
    WORDS,
    Kept,
    Rule,
)

RULES: dict[str, dict[str, Rule]] = {
    # How she signs in.
    "account.EmailAddress": {"user": HERS_AND_GOES, "email": PERSONAL},
    "account.EmailConfirmation": {"email_address": AS_PARENT, "key": SECRET},
    "mfa.Authenticator": {"user": HERS_AND_GOES, "data": SECRET},
    "usersessions.UserSession": {
        "user": HERS_AND_GOES,
        "ip": PERSONAL,
        "session_key": SECRET,
        "user_agent": PERSONAL,
        "data": HIDDEN,
    },
    # Stays empty: who signs in at her organisation is found by her address alone.
    "socialaccount.SocialAccount": {
        "user": HERS_AND_GOES,
        "uid": HIDDEN,
        "provider": INTERNAL,
        "extra_data": HIDDEN,
    },
    "socialaccount.SocialToken": {"account": AS_PARENT, "token": SECRET, "token_secret": SECRET},
    "socialaccount.SocialApp": {
        "client_id": INTERNAL,
        "secret": SECRET,
        "key": SECRET,
        "provider": INTERNAL,
        "provider_id": INTERNAL,
        "name": INTERNAL,
        "settings": INTERNAL,
    },
    # Whose it is stands inside, where only the server reads it; the row above leads to it.
    "sessions.Session": {"session_key": SECRET, "session_data": SECRET},
    # What she does in the back office, and how she likes to see it.
    "wagtailusers.UserProfile": {
        "user": HERS_AND_GOES,
        "preferred_language": PLAIN,
        "current_time_zone": PLAIN,
        "avatar": FILE,
        "dismissibles": INTERNAL,
    },
    "wagtailadmin.EditingSession": {"user": HERS_AND_GOES, "content_type": INTERNAL, "object_id": INTERNAL},
    "wagtailadmin.FormState": {
        "user": HERS_AND_GOES,
        "data": HIDDEN,
        "content_type": INTERNAL,
        "object_id": INTERNAL,
        "parent_object_id": INTERNAL,
    },
    "wagtailcore.PageSubscription": {"user": HERS_AND_GOES},
    "wagtailcore.Comment": {
        "user": HERS,
        "text": WORDS,
        "contentpath": INTERNAL,
        "position": INTERNAL,
        "resolved_by": ACTOR,
    },
    "wagtailcore.CommentReply": {"user": HERS, "text": WORDS},
    "wagtailcore.Page": {"owner": ACTOR, "locked_by": ACTOR, "title": TITLE},
    "auth.Group": {"name": TITLE},
    "wagtailcore.Revision": {"user": ACTOR},
    "wagtailcore.PageLogEntry": {"user": ACTOR},
    # Of a member that was changed in the back office, the label is her name.
    "wagtailcore.ModelLogEntry": {"user": ACTOR, "label": OTHERS},
    "wagtailcore.WorkflowState": {"requested_by": ACTOR},
    "wagtailcore.TaskState": {"finished_by": ACTOR},
    "wagtailcore.UploadedFile": {"uploaded_by_user": ACTOR},
    "wagtaildocs.Document": {"uploaded_by_user": ACTOR},
    "wagtailimages.Image": {"uploaded_by_user": ACTOR},
}
KEPT: dict[str, tuple[Kept, ...]] = {
    "usersessions.UserSession": (Kept(timedelta(days=14), since="last_seen_at"),),
    "sessions.Session": (Kept(timedelta(0), since="expire_date"),),
}
# What readers call what has an English name, or one for programmers.
NAMES = {
    "members.Member": "jouw profiel",
    "members.Member.is_superuser": "mag alles in het beheer",
    "account.EmailAddress": "e-mailadressen om mee in te loggen",
    "account.EmailAddress.email": "e-mailadres",
    "account.EmailAddress.verified": "bevestigd",
    "account.EmailAddress.primary": "eerste adres",
    "account.EmailConfirmation": "bevestigingen van e-mailadressen",
    "mfa.Authenticator": "manieren om te laten zien dat jij het bent",
    "mfa.Authenticator.type": "soort",
    "mfa.Authenticator.created_at": "ingesteld op",
    "mfa.Authenticator.last_used_at": "laatst gebruikt op",
    "mfa.Authenticator.data": "sleutel",
    "socialaccount.SocialAccount": "inloggen via je eigen organisatie",
    "socialaccount.SocialAccount.uid": "nummer bij je organisatie",
    "socialaccount.SocialAccount.extra_data": "wat je organisatie over je meestuurde",
    "usersessions.UserSession": "waar je bent ingelogd",
    "usersessions.UserSession.created_at": "sinds",
    "usersessions.UserSession.last_seen_at": "laatst gezien",
    "usersessions.UserSession.ip": "IP-adres",
    "usersessions.UserSession.user_agent": "browser",
    "usersessions.UserSession.data": "taal van de browser",
    "wagtailadmin.EditingSession": "wat je open hebt om te bewerken",
    "wagtailadmin.FormState": "formulieren die nog niet bewaard zijn",
    "wagtailadmin.FormState.data": "wat er ingevuld is",
    "wagtailcore.Comment": "opmerkingen bij pagina's",
    "wagtailcore.Comment.text": "opmerking",
    "wagtailcore.CommentReply": "reacties op opmerkingen",
    "wagtailcore.CommentReply.text": "reactie",
    "wagtailcore.PageSubscription": "pagina's waarvan je opmerkingen volgt",
    "wagtailusers.UserProfile": "hoe je de werkruimte ziet",
}
# In which part of the portal a reader knows the tables of a library.
PARTS = {
    "account": "Inloggen",
    "mfa": "Inloggen",
    "sessions": "Inloggen",
    "socialaccount": "Inloggen",
    "usersessions": "Inloggen",
    "wagtailadmin": "Werkruimte",
    "wagtailcore": "Werkruimte",
    "wagtailusers": "Werkruimte",
}

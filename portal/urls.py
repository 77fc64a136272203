"""The front door: our apps, accounts, the back office, and Wagtail's pages last."""

from allauth.account.views import login, logout
from allauth.socialaccount.views import login_cancelled
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from home.views.pages import page
from members.views.sessions import own_sessions, sign_in_again
from portal import health, views, welcome

HEALTH = [
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
]

urlpatterns = [
    *([path("stijl/", include("ui.urls"))] if settings.DEBUG else []),
    path("welkom/", welcome.welcome, name="welcome"),
    path("", include("home.urls")),
    path("", include("questions.urls")),
    path("", include("meetings.urls")),
    path("", include("learninggroups.urls")),
    path("", include("members.urls")),
    path("mail/", include("digests.urls")),
    path("mail/", include("mailing.urls")),
    path("mail/", include("inbound.urls")),
    # Of two addresses with one name, links get the last: everybody signs in at /inloggen/.
    path("account/login/", views.sign_in, name="former_login"),
    path("account/sessions/", own_sessions, name="usersessions_list"),
    path("account/opnieuw/", sign_in_again, name="sign_in_again"),
    # Whoever found her browser open may not make a password with which to come back.
    path("account/password/set/", views.set_password, name="account_set_password"),
    path("account/2fa/", include("allauth.mfa.urls")),
    # Nobody ties her account to one elsewhere: of allauth's pages for that, this is the one to end at.
    path("account/organisatie/gestopt/", login_cancelled, name="socialaccount_login_cancelled"),
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("account/", include("allauth.account.urls")),
    path("inloggen/", login, name="account_login"),
    # One way to sign in, before Wagtail's own three come along.
    path("beheer/login/", views.sign_in, name="office_login"),
    path("beheer/logout/", login_not_required(logout), name="office_logout"),
    path("beheer/password_reset/", views.find_password_back, name="office_password_reset"),
    path("beheer/password_reset/<path:step>", views.find_password_back, name="office_password_reset_step"),
    path("_util/login/", views.sign_in, name="page_login"),
    path("beheer/", include(wagtailadmin_urls)),
    path("-/", include((HEALTH, "health"))),
    path("-/mail/", include("inbound.urls.machines")),
    path("-/mail/", include("mailing.urls.machines")),
    # Whether a document is for members is a matter of its collection, which Wagtail asks itself.
    path("documenten/", include(decorate_urlpatterns(wagtaildocs_urls.urlpatterns, views.document))),
    path("media/images/<path:path>", views.image, name="image"),
    re_path(wagtail_urls.serve_pattern, page, name="wagtail_serve"),
    path("", include(decorate_urlpatterns(wagtail_urls.urlpatterns, login_not_required))),
]

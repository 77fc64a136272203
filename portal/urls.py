"""The front door: our apps, accounts, the back office, and Wagtail's pages last."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from portal import health

HEALTH = [
    path("live", health.live, name="live"),
    path("ready", health.ready, name="ready"),
    path("metrics", health.metrics, name="metrics"),
]

urlpatterns = [
    *([path("stijl/", include("ui.urls"))] if settings.DEBUG else []),
    path("", include("home.urls")),
    path("", include("questions.urls")),
    path("", include("learninggroups.urls")),
    path("", include("members.urls")),
    path("mail/", include("digests.urls")),
    path("mail/", include("mailing.urls")),
    path("account/", include("allauth.urls")),
    path("beheer/", include(wagtailadmin_urls)),
    path("-/", include((HEALTH, "health"))),
    path("documenten/", include(wagtaildocs_urls)),
    path("", include(decorate_urlpatterns(wagtail_urls.urlpatterns, login_not_required))),
]

"""Addresses of home; Wagtail's pages have their own."""

from django.urls import path

from home.views import (
    consent,
    enquiries,
    feeds,
    finding,
    knowledge,
    lessons,
    networks,
    practices,
    programmes,
    site,
    sitemaps,
    takeaways,
)

app_name = "home"

urlpatterns = [
    path("mijn/", site.overview, name="overview"),
    path("leergroepen/gesprekken/<int:pk>/les/", lessons.write, name="write-lesson"),
    path("leergroepen/gesprekken/<int:pk>/les/voorbeeld/", lessons.preview, name="preview-lesson"),
    path("lessen/citaten/<str:token>/", consent.by_letter, name="consent"),
    path("lessen/<int:pk>/mijn-citaten/", consent.own, name="own-passages"),
    path("lessen/<slug:slug>/hier/", practices.practices, name="practices"),
    path("lessen/<slug:slug>/hier/toevoegen/", practices.share, name="share-practice"),
    path("lessen/hier/<int:pk>/wijzigen/", practices.change, name="change-practice"),
    path("lessen/hier/<int:pk>/verbergen/", practices.hide, name="hide-practice"),
    path("lessen/<slug:slug>/iets-aan/", takeaways.write, name="takeaway"),
    path("lessen/iets-aan/gevraagd/", takeaways.asked, name="takeaway-asked"),
    path("lessen/iets-aan/<str:token>/", takeaways.own, name="own-takeaway"),
    path("mijn/lezers/", takeaways.waiting, name="takeaways"),
    path("mijn/lezers/<int:pk>/", takeaways.judge, name="judge-takeaway"),
    path("kennis/<slug:slug>/koppelen/", knowledge.connect, name="connect"),
    path("kennis/koppelingen/<int:pk>/weg/", knowledge.disconnect, name="disconnect"),
    path("zoeken/", finding.find, name="find"),
    path("leernetwerken/", networks.networks, name="networks"),
    path("leernetwerken/<slug:slug>/", networks.network, name="network"),
    path("ontwikkelingen/vragen/<int:pk>/", enquiries.enquiry, name="enquiry"),
    path("ontwikkelingen/vragen/stellen/<int:pk>/", enquiries.ask, name="ask"),
    path("ontwikkelingen/programma/<slug:slug>/", programmes.programme, name="programme"),
    path("ontwikkelingen/programma/<slug:slug>/feed/", programmes.feed, name="programme-feed"),
    path("<slug:name>/feed/", feeds.feed, name="feed"),
    path(".well-known/security.txt", feeds.security, name="security"),
    path("beeld/<int:pk>-<slug:mark>.png", site.picture, name="picture"),
    path("robots.txt", site.robots, name="robots"),
    path("sitemap.xml", sitemaps.addresses, name="sitemap"),
]

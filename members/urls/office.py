"""Addresses of the back office of members; members/wagtail_hooks.py mounts them under /beheer/."""

from django.urls import path

from members.views import applications, imports, log

app_name = "members_office"

urlpatterns = [
    path("logboek/", log.log, name="log"),
    path("aanvragen/", applications.applications, name="applications"),
    path("aanvragen/<int:pk>/", applications.application, name="application"),
    path("import/", imports.imports, name="imports"),
    path("import/<int:pk>/", imports.one_import, name="import"),
    path("import/<int:pk>/rijen/<int:number>/", imports.row, name="import-row"),
]

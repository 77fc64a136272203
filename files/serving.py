"""Giving a private file to who may see it."""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from files.vetting import SHOWN


def file_response(
    request: HttpRequest, *, key: UUID, file: FieldFile, name: str, content_type: str
) -> HttpResponse:
    """Answer with a file; nothing in it can act as a page of ours. Who may see it, the view has asked."""
    etag = f'"{key.hex}"'
    response: HttpResponse
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response = HttpResponseNotModified()
    else:
        response = FileResponse(
            file.open(), as_attachment=content_type not in SHOWN, filename=name, content_type=content_type
        )
    response["ETag"] = etag
    # Asked again each time: who may see it today may not tomorrow.
    patch_cache_control(response, private=True, no_cache=True)
    # SECURITY: whatever a browser makes of it, it runs nothing, reaches nothing and is nobody's to embed.
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response

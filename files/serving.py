"""Giving a private file to who may see it."""

from uuid import UUID

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags

from files.vetting import SHOWN

# SECURITY: whatever a browser makes of a file, it runs nothing, reaches nothing and is nobody's to embed.
DOCUMENT_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
FILE_POLICY = f"{DOCUMENT_POLICY}; sandbox"


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
    response["Content-Security-Policy"] = FILE_POLICY
    return response

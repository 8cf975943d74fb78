"""Files of ours and of others, sent so that a browser keeps them apart from the portal."""

from typing import BinaryIO

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header


def attachment_response(
    content: bytes | BinaryIO, *, filename: str, media_type: str
) -> HttpResponseBase:
    """A download: never shown in the page's place, run, guessed at, framed, cached or shared.

    An open file is sent piece by piece, and closed at the end.
    """
    response: HttpResponseBase
    if isinstance(content, bytes):
        response = HttpResponse(content, content_type=media_type)
    else:
        response = FileResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=filename
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response

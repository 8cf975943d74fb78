"""The pages on which anyone learns whether a document is what the portal made."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from lhs_portal.accounts.public_pages import limited, untraced
from lhs_portal.lib.wording import say
from reports.proof.asking import NO_DIGEST, Question, read_digest, read_question
from reports.proof.hashing import HashingUploadHandler
from reports.proof.keys import load_public_keys, present_public_keys
from reports.proof.lookup import find_openable, load_known, load_released
from reports.proof.presenting import present_finding, present_reports
from reports.proof.verdicts import Asked, hide_ambiguous, judge

RATE = "60/m/ip"


@csrf_exempt  # it changes nothing, and so it is open to programs; no token is read before the files
@untraced
@limited("verify", RATE)
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The page; a digest that was typed; files, or the digests of files that were hashed there."""
    if request.method == "POST":
        request.upload_handlers = [HashingUploadHandler(request)]
        return _answer(request, read_question(request))
    typed = request.GET.get("digest", "")
    if not typed.strip():
        return render(request, "reports/verify.html", _form())
    digest = read_digest(typed)
    if digest is None:
        context = {**_form(), "typed": typed, "faults": [say(NO_DIGEST)]}
        return render(request, "reports/verify.html", context)
    return redirect("reports:verify_digest", digest)


@untraced
@limited("verify", RATE)
@require_safe
def verify_digest(request: HttpRequest, digest: str) -> HttpResponse:
    """What is no digest is as unknown as a digest that nothing has."""
    plain = read_digest(digest) or ""
    findings = _find(request, [Asked(plain)])
    found = findings["reports"] or findings["findings"][0].look == "ok"
    context = {**_form(), **findings, "single": True}
    return render(request, "reports/verify.html", context, status=200 if found else 404)


@limited("verify", RATE)
@require_safe
def keys(_request: HttpRequest) -> HttpResponse:
    return JsonResponse({"keys": present_public_keys()}, json_dumps_params={"indent": 2})


def _answer(request: HttpRequest, question: Question) -> HttpResponse:
    context = {**_form(), "faults": question.faults}
    if question.asked:
        context |= _find(request, question.asked)
    status = 200 if question.asked else 422
    return render(request, "reports/verify.html", context, status=status)


def _find(request: HttpRequest, asked: list[Asked]) -> dict[str, Any]:
    digests = {one.digest for one in asked}
    keys, released = load_public_keys(), load_released(digests)
    findings = hide_ambiguous(judge(asked, load_known(digests), keys, released))
    return {
        "findings": [present_finding(finding) for finding in findings],
        "reports": present_reports(findings, find_openable(request.user, findings)),
    }


def _form() -> dict[str, Any]:
    return {"most_bytes": settings.UPLOAD_MAX_BYTES}

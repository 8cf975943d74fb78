from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect, render

from lhs_portal.accounts.actions.people import delete_person, edit_person
from lhs_portal.accounts.forms import ConfirmationForm, PersonForm
from lhs_portal.accounts.languages import language_of_page
from lhs_portal.accounts.refusals import Refused
from lhs_portal.accounts.requests import PersonRequest, posted
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.lib.languages import speaking
from lhs_portal.lib.wording import say


@sign_in_required
def profile(request: PersonRequest) -> HttpResponse:
    person = request.user
    form = PersonForm(
        posted(request),
        initial={
            "name": person.name,
            "number_keys": person.number_keys,
            "language": person.language,
        },
    )
    if request.method == "POST" and form.is_valid():
        edit_person(person, by=person, **form.cleaned_data)
        with speaking(language_of_page(request)):
            messages.success(request, say("Your changes are saved."))
        response = redirect("accounts:profile")
        if not person.language:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    return render(request, "accounts/profile.html", {"form": form})


@sign_in_required
@reauthentication_required  # type: ignore[untyped-decorator]
def profile_delete(request: PersonRequest) -> HttpResponse:
    person = request.user
    form = ConfirmationForm(
        posted(request),
        expected=person.email,
        label=say("Type your e-mail address, {address}, to confirm", address=person.email),
        button=say("Delete my account"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            delete_person(person, by=person)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            logout(request)
            messages.success(request, say("Your account is deleted."))
            return redirect("home")
    return render(request, "accounts/profile_delete.html", {"form": form})

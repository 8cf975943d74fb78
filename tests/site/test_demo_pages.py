"""The pages of demo mode: the outgoing mail and the style guide."""

import pytest
from django.core.mail import EmailMessage

from lhs_portal.lib.mail_folder import EmailBackend
from lhs_portal.site.demo import cast
from tests.cast import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.site.demo_urlconf")]


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return settings.EMAIL_FILE_PATH


def write_mail(folder, subject="Invitation", body="Open http://localhost:8000/x/\n\nBye"):
    message = EmailMessage(subject, body, to=["dana@example.org"])
    EmailBackend().send_messages([message])
    return max(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns).stem


def test_mail_list_without_folder_says_so(folder):
    assert "No mail yet" in client_of().get("/demo/mail/").content.decode()


def test_mail_list_links_to_each_mail(folder):
    name = write_mail(
        folder, subject="Invitation to Łódź Hospital, with a long subject of many words"
    )
    page = client_of().get("/demo/mail/").content.decode()
    assert f'href="/demo/mail/{name}/"' in page
    assert "Invitation to Łódź Hospital, with a long subject of many words" in page
    assert "dana@example.org" in page


def test_mail_is_shown_as_text_with_its_links(folder):
    name = write_mail(folder, body="Öffne http://localhost:8000/x/\n<script>alert(1)</script>")
    page = client_of().get(f"/demo/mail/{name}/").content.decode()
    assert 'href="http://localhost:8000/x/"' in page
    assert "Öffne" in page
    assert "<script>alert" not in page
    assert "-----" not in page


@pytest.mark.parametrize("name", ["nothing", "..", "%2e%2e%2fsecret_key", "a.log"])
def test_mail_that_is_not_there_is_not_found(folder, name):
    (folder.parent / "secret_key").write_text("secret")
    assert client_of().get(f"/demo/mail/{name}/").status_code == 404


def test_style_guide_shows_its_parts(db):
    response = client_of().get("/demo/style-guide/")
    assert response.status_code == 200
    assert response.content.decode().count('class="item') == 3
    assert response.content.decode().count('<ul class="dist') == 5


def test_sign_in_page_of_the_demo_tells_its_people_and_that_of_the_portal_does_not(settings):
    address = "/accounts/login/"
    assert "Demonstration" not in client_of().get(address).content.decode()
    settings.DEMO = True
    page = client_of().get(address).content.decode()
    for person in cast.sign_ins():
        assert person.email in page
    assert cast.password() in page

"""A form with a file that cannot be taken now keeps its text, and says what becomes of the file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

OURS = {"Origin": "http://testserver"}
TEXT = "What the evidence shows, in two\r\nlines"


@pytest.mark.django_db
@pytest.mark.parametrize("size", [10, 2_000_000], ids=["small", "too large"])
def test_text_beside_a_file_is_kept_when_signed_out(client: Client, settings, size: int) -> None:
    settings.UPLOAD_MAX_BYTES = 1_000_000
    file = SimpleUploadedFile("minutes.txt", b"a" * size)
    url = reverse("accounts:organization_new")
    response = client.post(url, {"name": TEXT, "file": file}, headers=OURS)
    assert response.status_code == 401
    assert f'name="name" value="{TEXT}"' in response.content.decode()
    assert "choose the file again" in response.content.decode()


@pytest.mark.django_db
def test_without_a_file_nothing_is_said_about_one(client: Client) -> None:
    response = client.post(reverse("accounts:organization_new"), {"name": TEXT}, headers=OURS)
    assert response.status_code == 401
    assert "choose the file again" not in response.content.decode()

import pytest

from tests.cast import client_of


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/about/", "not affiliated with the National Academy of Medicine"),
        ("/about/", "They have not been validated"),
        ("/privacy/", "No patient information"),
        ("/privacy/", "The link works for 14 days"),
        ("/privacy/", "A report goes on naming the person who asked for it"),
        ("/privacy/", "Copies in the operator’s backups"),
    ],
)
def test_public_page_says(db, address, words):
    assert words in client_of().get(address).content.decode()


def test_message_makes_no_cookie(alice):
    response = client_of(alice).post("/me/", {"name": "Alice Moreau"})
    assert response.status_code == 302
    assert "messages" not in response.cookies

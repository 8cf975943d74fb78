"""No view is asked for an address with a NUL, and a person who asks sees the usual page."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "address",
    ["/framework/2024.12/commitments/%00/", "/framework/compare/a%00b/2024.12/", "/share/%00/"],
)
def test_address_with_a_nul_is_the_address_of_nothing(
    address: str, client: Client, db: None
) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert response.resolver_match is not None, "no route is meant, so nothing was tried"
    assert b"<h1" in response.content


def test_nul_in_a_query_is_the_view_s_own_matter(client: Client, db: None) -> None:
    assert client.get("/verify/?digest=%00").status_code == 200

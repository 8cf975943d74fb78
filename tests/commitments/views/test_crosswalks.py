import html

from django.test import Client

from commitments import queries
from commitments.models import FrameworkVersion


def text_of(client: Client, address: str) -> str:
    response = client.get(f"/framework/crosswalks/{address}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def test_list_marks_what_is_editorial(client: Client, real: FrameworkVersion) -> None:
    text = text_of(client, "")
    assert text.count('<span class="tag">Editorial</span>') == 1
    for crosswalk in queries.load_definition(real).crosswalks:
        assert str(crosswalk.name) in text
        assert str(crosswalk.note) in text


def test_aims_show_pairs_differences_and_what_was_added(
    client: Client, real: FrameworkVersion
) -> None:
    text = text_of(client, "iom-aims/")
    assert text.count("sources differ</span>") == 2
    assert text.count("Added to the six aims of 2001.") == 4
    assert "Editorial" not in text
    assert 'href="/framework/commitments/engaged/"' in text
    assert "#source-P" in text


def test_characteristics_show_the_weak_match_and_the_one_left_over(
    client: Client, real: FrameworkVersion
) -> None:
    text = text_of(client, "iom-lhs-characteristics/")
    assert text.count("weak match</span>") == 1
    assert "There, and nearest to nothing here" in text
    assert "Data utility: data stewarded and used for the common good" in text
    for feature in queries.load_definition(real).features:
        for after in text.split(f"{feature.code} {feature.name}")[1:]:
            assert "provisional title" in after[:60]


def test_unknown_crosswalk_is_not_found(client: Client, real: FrameworkVersion) -> None:
    assert client.get("/framework/crosswalks/none/").status_code == 404

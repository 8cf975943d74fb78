import dataclasses

import pytest

from reports.documents import KIND_BY_CODE, render_document
from reports.documents.bundle import file_name
from tests.reports import samples


def test_render_document_makes_pdf_csv_and_the_card_itself() -> None:
    frozen = samples.full()
    card = samples.make_card(frozen)
    material = samples.make_material(frozen)
    pdf, csv, json = (
        render_document(KIND_BY_CODE[kind], material) for kind in ("pdf", "csv", "json")
    )
    assert pdf is not None
    assert csv is not None
    assert json is not None
    assert pdf.content.startswith(b"%PDF")
    assert csv.media_type == "text/csv; charset=utf-8"
    assert json.content == card
    assert [pdf.filename, csv.filename, json.filename] == [
        f"riverbend-community-hospital-fictional-report-3.{kind}" for kind in ("pdf", "csv", "json")
    ]


@pytest.mark.parametrize(
    ("organization", "name"),
    [
        ("../../etc/passwd", "etc-passwd-report-3"),
        ("Clínica Ñuñoa", "clinica-nunoa-report-3"),
        ("病院", "organization-report-3"),
        ("x" * 400, "x" * 60 + "-report-3"),
        ('a"b\r\nX: y', "a-b-x-y-report-3"),
    ],
)
def test_file_name_is_plain_whatever_the_organization_is_called(
    organization: str, name: str
) -> None:
    identity = samples.make_page(samples.full()).identity
    assert file_name(dataclasses.replace(identity, organization=organization)) == name

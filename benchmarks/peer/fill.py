"""Fills an empty RDMO with the same questionnaire: reads the portal's scene, prints its own.

A section and a page for each of our sections, on it a radio question for each item, whose options
are the descriptors of the levels; one project of all the people, with every question answered.
"""

import json
import os
import sys
from typing import Any

import django

PREFIX = "https://bench.example/terms"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    print(json.dumps(fill(json.load(sys.stdin))))


def fill(scene: dict[str, Any]) -> dict[str, Any]:
    from django.contrib.auth.models import User
    from django.contrib.sites.models import Site
    from rdmo.projects.models import Membership, Project, Value
    from rdmo.questions.models import Catalog, Page, Section

    catalog = Catalog.objects.create(
        uri_prefix=PREFIX, uri_path="lhs", title_lang1="LHS", available=True
    )
    people = [User.objects.create_user(f"person{n}") for n, _ in enumerate(scene["people"])]
    project = Project.objects.create(title="Baseline", catalog=catalog, site=Site.objects.get())
    for person in people:
        Membership.objects.create(project=project, user=person, role="owner")
    pages = []
    for order, told in enumerate(scene["sections"]):
        section = Section.objects.create(
            uri_prefix=PREFIX, uri_path=f"s-{told['code']}", title_lang1=told["name"]
        )
        catalog.catalog_sections.create(section=section, order=order)
        page = Page.objects.create(
            uri_prefix=PREFIX, uri_path=f"p-{told['code']}", title_lang1=told["name"]
        )
        section.section_pages.create(page=page, order=0)
        values = []
        for place, item in enumerate(told["items"]):
            question, options = _question(item)
            page.page_questions.create(question=question, order=place)
            value = Value.objects.create(
                project=project,
                attribute=question.attribute,
                option=options[place],
                value_type="option",
            )
            values.append(
                {
                    "id": value.pk,
                    "attribute": question.attribute.pk,
                    "options": [o.pk for o in options],
                }
            )
        pages.append({"id": page.pk, "section": section.pk, "values": values})
    return {
        "sessions": [_session(person) for person in people],
        "project": project.pk,
        "pages": pages,
    }


def _question(item: dict[str, Any]) -> tuple[Any, list[Any]]:
    from rdmo.domain.models import Attribute
    from rdmo.options.models import Option, OptionSet
    from rdmo.questions.models import Question

    code = item["code"].replace(".", "-")
    optionset = OptionSet.objects.create(uri_prefix=PREFIX, uri_path=f"o-{code}")
    options = [
        Option.objects.create(uri_prefix=PREFIX, uri_path=f"o-{code}-{level}", text_lang1=text)
        for level, text in enumerate(item["descriptors"])
    ]
    for order, option in enumerate(options):
        optionset.optionset_options.create(option=option, order=order)
    question = Question.objects.create(
        uri_prefix=PREFIX,
        uri_path=f"q-{code}",
        attribute=Attribute.objects.create(uri_prefix=PREFIX, key=code),
        text_lang1=item["question"],
        help_lang1=item["why"],
        widget_type="radio",
        value_type="option",
    )
    question.optionsets.add(optionset)
    return question, options


def _session(person: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main()

"""Where the pages of the framework are: /framework/… for the newest version in use, and
/framework/<version>/… for ever, so that what a report cites stays where it was."""

from django.urls import register_converter

# First words of addresses that belong to no version.
RESERVED_VERSIONS = frozenset(
    {
        "about",
        "commitments",
        "compare",
        "crosswalks",
        "definition",
        "drafts",
        "features",
        "glossary",
        "levels",
        "pillars",
        "sources",
        "translations",
        "versions",
    }
)


class VersionConverter:
    regex = rf"(?!(?:{'|'.join(sorted(RESERVED_VERSIONS))})/)[0-9A-Za-z][0-9A-Za-z.-]{{0,39}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(VersionConverter, "framework_version")

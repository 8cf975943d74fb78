"""Where a version of the framework has its pages: /framework/<version>/…"""

# First words of addresses that belong to no version.
RESERVED_VERSIONS = frozenset(
    {
        "about",
        "commitments",
        "crosswalks",
        "definition",
        "features",
        "glossary",
        "levels",
        "pillars",
        "sources",
        "versions",
    }
)

"""What the database refuses in framework versions; status and retirement stay open.

The rating guide of a published version stays open too, but its revisions only count up. An edition
of a translation never changes; it goes only with a draft whose texts are loaded again.
"""

from lhs_portal.lib.immutability import Trigger

VERSION = "commitments_frameworkversion"
PARTS = (
    "commitments_pillar",
    "commitments_anchorfeature",
    "commitments_commitment",
    "commitments_item",
    "commitments_throughline",
)
GUIDE = "commitments_ratingguide"
EDITION = "commitments_translationedition"
MESSAGE = "A published framework version never changes."


_PUBLISHED = (
    "EXISTS (SELECT 1 FROM commitments_frameworkversion owner "
    "WHERE owner.id IN (VERSIONS) AND owner.status <> 'draft')"
)
BEFORE = _PUBLISHED.replace("VERSIONS", "OLD.framework_version_id")
AFTER = _PUBLISHED.replace("VERSIONS", "NEW.framework_version_id")
# SQLite's INSERT OR REPLACE and UPDATE OR REPLACE delete a row in the way without its triggers.
IN_THE_WAY = (
    "EXISTS (SELECT 1 FROM commitments_frameworkversion other WHERE other.status <> 'draft' "
    "AND (other.id = NEW.id OR other.version = NEW.version))"
)
EITHER = _PUBLISHED.replace("VERSIONS", "OLD.framework_version_id, NEW.framework_version_id")

TRIGGERS = (
    Trigger(
        VERSION,
        "update",
        MESSAGE,
        condition="OLD.status <> 'draft'",
        columns=(
            "id",
            "version",
            "source_language",
            "digest",
            "frame",
            "loaded_at",
            "published_at",
        ),
        only_to_null=("published_by_id",),
    ),
    Trigger(
        VERSION,
        "update",
        "A published framework version does not become a draft again.",
        condition="OLD.status <> 'draft' AND NEW.status = 'draft'",
    ),
    Trigger(VERSION, "delete", MESSAGE, condition="OLD.status <> 'draft'"),
    Trigger(VERSION, "insert", MESSAGE, condition=IN_THE_WAY),
    Trigger(
        VERSION,
        "update",
        MESSAGE,
        condition=f"OLD.status = 'draft' AND {IN_THE_WAY}",
        columns=("id", "version"),
    ),
    *(Trigger(table, "insert", MESSAGE, condition=AFTER) for table in PARTS),
    *(Trigger(table, "update", MESSAGE, condition=EITHER) for table in PARTS),
    *(Trigger(table, "delete", MESSAGE, condition=BEFORE) for table in PARTS),
    Trigger(
        GUIDE,
        "update",
        "A changed rating guide has a higher revision.",
        condition="NEW.revision <= OLD.revision",
        columns=("id", "framework_version_id", "revision", "digest", "document", "loaded_at"),
    ),
    Trigger(
        GUIDE,
        "delete",
        "The rating guide of a published framework version can be mended, not removed.",
        condition=BEFORE,
    ),
    Trigger(
        EDITION,
        "update",
        "An edition of a translation never changes. Make the next revision.",
        columns=(
            "id",
            "framework_version_id",
            "language",
            "revision",
            "state",
            "digest",
            "texts",
            "made_at",
        ),
        only_to_null=("made_by_id",),
    ),
    Trigger(
        EDITION,
        "delete",
        "An edition of the translation of a published framework version stays.",
        condition=BEFORE,
    ),
)

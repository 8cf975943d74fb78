"""Files of evidence on the disk that no row names."""

from assessments.models import EvidenceVersion
from lhs_portal.lib.uploads.storage import ORPHAN_AGE, remove_orphans


def remove_orphan_files(*, older_than: float = ORPHAN_AGE) -> int:
    """What broken-off uploads and deleted organizations left. `older_than` in seconds."""
    return remove_orphans(_in_use, older_than=older_than)


def _in_use(paths: list[str]) -> set[str]:
    return set(EvidenceVersion.objects.filter(path__in=paths).values_list("path", flat=True))

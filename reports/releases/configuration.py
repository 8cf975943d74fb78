"""Reading the thresholds that we ship. There is nothing to fall back on."""

import yaml
from django.conf import settings

from reports.releases.core.thresholds import Thresholds, ThresholdsUnusable, read_thresholds


def load_thresholds() -> Thresholds:
    """From the file that the settings name. Raises ThresholdsUnusable, which says what to do."""
    path = settings.DISCLOSURE_FILE
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as fault:
        raise ThresholdsUnusable(
            f"The thresholds of disclosure control cannot be read from {path.name}: "
            f"{type(fault).__name__}. Put back the file that the portal ships."
        ) from fault
    return read_thresholds(document)

from reports.workbench.models.annotation import Annotation
from reports.workbench.models.briefing import Briefing, BriefingPart
from reports.workbench.models.saved_view import SavedView

__all__ = ["Annotation", "Briefing", "BriefingPart", "SavedView"]

"""Who reads the participation board. It is made of a release: nobody reads who takes part."""

from lhs_portal.accounts.codes import PortalRole
from reports.releases.permissions import only_for

BOARD_READERS = (PortalRole.STRATEGY, PortalRole.RELEASE_MANAGER, PortalRole.ADMINISTRATOR)

board_readers_only = only_for(*BOARD_READERS)

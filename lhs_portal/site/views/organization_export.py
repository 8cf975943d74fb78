from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from lhs_portal.accounts.permissions import check_lead
from lhs_portal.accounts.queries import load_organization
from lhs_portal.accounts.requests import PersonRequest
from lhs_portal.lib.kept_forms import sign_in_required
from lhs_portal.site.exports import build_export


@require_safe
@sign_in_required
def organization_export(request: PersonRequest, organization_id: UUID) -> FileResponse:
    organization = load_organization(request.user, organization_id)
    check_lead(organization)
    return FileResponse(
        build_export(organization),
        as_attachment=True,
        filename=f"{organization.name}.zip",
        content_type="application/zip",
    )

from django.urls import path

from lhs_portal.accounts.views import (
    administration,
    history,
    invitation_accept,
    invitations,
    language,
    members,
    organizations,
    profile,
)

app_name = "accounts"

ORGANIZATION = "o/<uuid:organization_id>/"
MEMBER = f"{ORGANIZATION}members/<int:membership_id>/"
INVITATION = f"{ORGANIZATION}invitations/<int:invitation_id>/"
ADMINISTRATION = "administration/"

urlpatterns = [
    path("language/", language.language, name="language"),
    path("me/", profile.profile, name="profile"),
    path("me/delete/", profile.profile_delete, name="profile_delete"),
    path("o/new/", organizations.organization_new, name="organization_new"),
    path(ORGANIZATION, organizations.organization, name="organization"),
    path(f"{ORGANIZATION}edit/", organizations.organization_edit, name="organization_edit"),
    path(f"{ORGANIZATION}history/", history.organization_history, name="organization_history"),
    path(f"{ORGANIZATION}leave/", members.organization_leave, name="organization_leave"),
    path(MEMBER, members.member, name="member"),
    path(f"{MEMBER}remove/", members.member_remove, name="member_remove"),
    path(f"{ORGANIZATION}invite/", invitations.invitation_new, name="invitation_new"),
    path(f"{INVITATION}send/", invitations.invitation_send_again, name="invitation_send_again"),
    path(f"{INVITATION}withdraw/", invitations.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<slug:token>/", invitation_accept.invitation, name="invitation"),
    path(ADMINISTRATION, administration.administration, name="administration"),
    path(
        f"{ADMINISTRATION}organizations/<uuid:organization_id>/",
        administration.administration_organization,
        name="administration_organization",
    ),
    path(
        f"{ADMINISTRATION}organizations/<uuid:organization_id>/withdraw/",
        administration.verification_withdraw,
        name="verification_withdraw",
    ),
    path(
        f"{ADMINISTRATION}organizations/<uuid:organization_id>/author-may-sign/",
        administration.author_may_sign,
        name="author_may_sign",
    ),
    path(
        f"{ADMINISTRATION}people/",
        administration.administration_people,
        name="administration_people",
    ),
    path(
        f"{ADMINISTRATION}roles/<int:grant_id>/revoke/",
        administration.role_revoke,
        name="role_revoke",
    ),
]

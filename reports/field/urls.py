"""Spread into the addresses of reports."""

from django.urls import URLPattern, path

from reports.field.views import (
    board,
    cycle_invitations,
    cycles,
    interest,
    interest_administration,
    interest_invited,
    participation,
    what_is_shown,
)

INTEREST = "administration/interest/"
ANSWER = f"{INTEREST}<uuid:interest_id>/"
CYCLES = "administration/cycles/"
CYCLE = f"{CYCLES}<uuid:cycle_id>/"
PARTICIPATION = "a/<uuid:assessment_id>/participation/"

urlpatterns: list[URLPattern] = [
    path("interest/", interest.interest, name="interest"),
    path("interest/thanks/", interest.interest_thanks, name="interest_thanks"),
    path(
        "interest/invited/<slug:token>/",
        interest_invited.interest_invited,
        name="interest_invited",
    ),
    path("what-working-groups-see/", what_is_shown.what_is_shown, name="what_is_shown"),
    path(INTEREST, interest_administration.interest_list, name="interest_list"),
    path(f"{INTEREST}interest.csv", interest_administration.interest_csv, name="interest_csv"),
    path(ANSWER, interest_administration.interest_detail, name="interest_detail"),
    path(f"{ANSWER}invite/", interest_administration.interest_invite, name="interest_invite"),
    path(f"{ANSWER}mark/", interest_administration.interest_mark, name="interest_mark"),
    path(f"{ANSWER}erase/", interest_administration.interest_erase, name="interest_erase"),
    path(CYCLES, cycles.cycle_list, name="cycle_list"),
    path(f"{CYCLES}new/", cycles.cycle_new, name="cycle_new"),
    path(CYCLE, cycles.cycle, name="cycle"),
    path(f"{CYCLE}edit/", cycles.cycle_edit, name="cycle_edit"),
    path(f"{CYCLE}open/", cycles.cycle_open, name="cycle_open"),
    path(f"{CYCLE}closing/", cycles.cycle_closing, name="cycle_closing"),
    path(f"{CYCLE}invite/", cycle_invitations.cycle_invite, name="cycle_invite"),
    path(f"{CYCLE}remind/", cycle_invitations.cycle_remind, name="cycle_remind"),
    path(PARTICIPATION, participation.participation, name="participation"),
    path(f"{PARTICIPATION}join/", participation.participation_join, name="participation_join"),
    path(f"{PARTICIPATION}leave/", participation.participation_leave, name="participation_leave"),
    path(
        f"{PARTICIPATION}aggregates/",
        participation.participation_aggregates,
        name="participation_aggregates",
    ),
    path("cycles/", board.board_list, name="board_list"),
    path("cycles/<uuid:cycle_id>/board/", board.board, name="board"),
]

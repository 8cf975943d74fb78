from django.urls import URLPattern, path

from commitments.drafting.views import item_moves, item_page, items

ITEMS = "<uuid:draft_id>/items/"
ITEM = f"{ITEMS}<code:code>/"

urlpatterns: list[URLPattern] = [
    path(ITEMS, items.item_list, name="items"),
    path("<uuid:draft_id>/add-item/", item_page.item_new, name="item_new"),
    path(ITEM, item_page.item, name="item"),
    path(f"{ITEM}check/", item_page.item_check, name="item_check"),
    path(f"{ITEM}up/", items.item_shift, {"down": False}, name="item_up"),
    path(f"{ITEM}down/", items.item_shift, {"down": True}, name="item_down"),
    path(f"{ITEM}retire/", item_moves.item_retire, name="item_retire"),
    path(f"{ITEM}bring-back/", item_moves.item_bring_back, name="item_bring_back"),
    path(f"{ITEM}remove/", item_moves.item_remove, name="item_remove"),
    path(f"{ITEM}split/", item_moves.item_split, name="item_split"),
    path(f"{ITEM}move/", item_moves.item_move, name="item_move"),
]

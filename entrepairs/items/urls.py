"""Addresses of items: mine, those of a body and of a group, one, what is shared of them."""

from django.urls import URLPattern, URLResolver, path, re_path

from entrepairs.items import feeds
from entrepairs.items.views import evidence, item, lists, outcomes, say, stages

app_name = "items"
ONE = "items/<slug:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("items/", lists.mine, name="mine"),
    path("items/delegations/", lists.delegations, name="delegations"),
    path("items/search/", lists.search, name="search"),
    path("items/new/", say.where, name="where"),
    path("bodies/<slug:key>/items/", lists.of_body, name="of_body"),
    path("bodies/<slug:key>/items/new/", say.say, name="say"),
    path("bodies/<slug:key>/evidence/", evidence.evidence, name="evidence"),
    re_path(
        r"^bodies/(?P<key>[-a-zA-Z0-9_]+)/evidence\.(?P<ending>pdf|odt)$",
        evidence.evidence_file,
        name="evidence_file",
    ),
    path("groups/<slug:key>/items/", lists.of_group, name="of_group"),
    path("outcomes/", outcomes.outcomes, name="outcomes"),
    path("outcomes/new.atom", feeds.outcomes, name="outcomes_feed"),
    path("outcomes/<slug:key>/", outcomes.outcome, name="outcome"),
    path(f"{ONE}/", item.item, name="item"),
    path(f"{ONE}/join/", item.join, name="join"),
    path(f"{ONE}/leave/", item.leave, name="leave"),
    path(f"{ONE}/follow/", item.follow, name="follow"),
    path(f"{ONE}/seen/", item.seen, name="seen"),
    path(f"{ONE}/carry/", stages.carry, name="carry"),
    path(f"{ONE}/words/", stages.reword, name="reword"),
    path(f"{ONE}/merge/", stages.merge, name="merge"),
    path(f"{ONE}/erase/", stages.erase, name="erase"),
    path(f"{ONE}/criteria/", evidence.choose, name="criteria"),
    path(f"{ONE}/share/", outcomes.share, name="share"),
    path(f"{ONE}/unshare/", outcomes.unshare, name="unshare"),
    path(f"{ONE}/steps/<slug:kind>/", stages.note, name="note"),
    path(f"{ONE}/steps/<int:stage>/correct/", stages.correct, name="correct"),
    path(f"{ONE}/steps/<int:stage>/undo/", stages.undo, name="undo"),
]

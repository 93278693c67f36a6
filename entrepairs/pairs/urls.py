from django.urls import URLPattern, URLResolver, include, path

from entrepairs.pairs.rounds.urls import rounds
from entrepairs.pairs.views import agreements, leaving, mirrors, pairs, possible, proposals, wishes

app_name = "pairs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("entrepairs.pairs.scoring.urls")),
    path("mirror/", mirrors.own, name="mirror"),
    path("pairs/", pairs.index, name="list"),
    # A wish, and who might suit
    path("pairs/wish/", wishes.wish, name="wish"),
    path("pairs/wish/close/", wishes.close, name="close_wish"),
    path("pairs/possible/", possible.index, name="possible"),
    path("pairs/propose/<slug:key>/", proposals.propose, name="propose"),
    path("pairs/proposals/", proposals.index, name="proposals"),
    path("pairs/proposals/<slug:key>/yes/", proposals.yes, name="yes"),
    path("pairs/proposals/<slug:key>/not-now/", proposals.not_now, name="not_now"),
    path("pairs/proposals/<slug:key>/withdraw/", proposals.withdraw, name="withdraw"),
    *rounds,
    # One pair
    path("pairs/<slug:key>/", pairs.talk, name="pair"),
    path("pairs/<slug:key>/meetings/", pairs.meetings, name="meetings"),
    path("pairs/<slug:key>/journal/", pairs.journal, name="journal"),
    path("pairs/<slug:key>/mirror/", mirrors.of_pair, name="pair_mirror"),
    path("pairs/<slug:key>/agreement/", agreements.agreement, name="agreement"),
    path("pairs/<slug:key>/agreement/accept/", agreements.accept, name="accept_agreement"),
    path("pairs/<slug:key>/agreement/set-aside/", agreements.set_aside, name="set_aside_agreement"),
    path("pairs/<slug:key>/leave/", leaving.leave, name="leave"),
    path("pairs/<slug:key>/pause/", leaving.pause, name="pause"),
    path("pairs/<slug:key>/resume/", leaving.resume, name="resume"),
    path("pairs/<slug:key>/end/", leaving.end, name="end"),
]

from django.urls import URLPattern, URLResolver, path

from entrepairs.pairs.views import (
    agreements,
    invitations,
    leaving,
    mirrors,
    pairs,
    possible,
    wishes,
)

app_name = "pairs"
urlpatterns: list[URLPattern | URLResolver] = [
    path("mirror/", mirrors.own, name="mirror"),
    path("pairs/", pairs.index, name="list"),
    # A wish, and who might suit
    path("pairs/looking/", wishes.wish, name="wish"),
    path("pairs/looking/close/", wishes.close, name="close_wish"),
    path("pairs/suggestions/", possible.index, name="possible"),
    path("pairs/suggestions/<slug:key>/leave-out/", possible.leave_out, name="leave_out"),
    path("pairs/suggestions/<slug:key>/put-back/", possible.put_back, name="put_back"),
    path("pairs/invite/<slug:key>/", invitations.invite, name="invite"),
    path("pairs/invitations/", invitations.index, name="invitations"),
    path("pairs/invitations/<slug:key>/yes/", invitations.yes, name="yes"),
    path("pairs/invitations/<slug:key>/not-now/", invitations.not_now, name="not_now"),
    path("pairs/invitations/<slug:key>/withdraw/", invitations.withdraw, name="withdraw"),
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

"""Addresses of bodies and mandates: public ones, those of who keeps a page, and mine."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.mandates.views import kept, kinds, mine, proposals, public, terms

app_name = "mandates"
OF_ONE = "organisations/<slug:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("bodies/", public.bodies, name="bodies"),
    path("bodies/kinds/", kinds.kinds, name="kinds"),
    path("bodies/kinds/<slug:key>/", kinds.kind, name="kind"),
    path("bodies/<slug:key>/", public.body, name="body"),
    path("bodies/<slug:key>/change/", kept.change, name="change"),
    path("bodies/<slug:key>/terms/add/", terms.add_term, name="add_term"),
    path("bodies/<slug:key>/terms/<int:term>/", terms.change_term, name="change_term"),
    path("bodies/<slug:key>/terms/<int:term>/go-on/", terms.go_on, name="go_on"),
    path("bodies/<slug:key>/seats/add/", kept.add_seat, name="add_seat"),
    path("bodies/<slug:key>/seats/<slug:seat>/remove/", kept.remove_seat, name="remove_seat"),
    path("mandates/", mine.mine, name="mine"),
    path("mandates/<slug:key>/answer/", mine.answer, name="answer"),
    path("mandates/<slug:key>/end/", mine.end, name="end_mine"),
    path(f"{OF_ONE}/bodies/", kept.kept, name="kept"),
    path(f"{OF_ONE}/bodies/add/", kept.add, name="add"),
    path(f"{OF_ONE}/seats/<slug:seat>/", proposals.choose, name="choose"),
    path(f"{OF_ONE}/seats/<slug:seat>/<slug:person>/", proposals.propose, name="propose"),
    path(f"{OF_ONE}/mandates/<slug:mandate>/withdraw/", proposals.withdraw, name="withdraw"),
    path(f"{OF_ONE}/mandates/<slug:mandate>/end/", proposals.end, name="end"),
]

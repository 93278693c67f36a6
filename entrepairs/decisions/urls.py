"""Addresses of decisions, below that of their group."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.decisions.views import dates, decisions, proposals, remarks

app_name = "decisions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("decisions/", decisions.index, name="list"),
    path("decisions/new/", proposals.propose, name="propose"),
    path("decisions/<slug:decision>/", decisions.decision, name="decision"),
    path("decisions/<slug:decision>/amend/", proposals.amend, name="amend"),
    path("decisions/<slug:decision>/close/", proposals.close, name="close"),
    path("decisions/<slug:decision>/withdraw/", proposals.withdraw, name="withdraw"),
    path("decisions/<slug:decision>/remarks/", remarks.write, name="write_remark"),
    path("decisions/<slug:decision>/remarks/<slug:remark>/", remarks.remove, name="remove_remark"),
    path("dates/new/", dates.ask, name="ask_dates"),
    path("dates/<slug:poll>/", dates.poll, name="poll"),
    path("dates/<slug:poll>/choose/", dates.choose, name="choose_date"),
]

"""Addresses of calls, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.calls.views import decisions, manage, public, reviews

PART = "<slug:key>/prepare/call/asked/"

app_name = "calls"
urlpatterns: list[URLPattern | URLResolver] = [
    # What is offered, by whoever offers it; an address without an account has a secret after a point
    path("contributions/", public.mine, name="contributions"),
    path("contribution/<str:name>/", public.contribution, name="contribution"),
    path("contribution/<str:name>/change/", public.change, name="contribution_change"),
    path("contribution/<str:name>/withdraw/", public.withdraw, name="contribution_withdraw"),
    path("contribution/<str:name>/comes/", public.comes, name="contribution_comes"),
    # Those who read
    path("reader/<slug:key>/", reviews.reader, name="reader"),
    path("reader/<slug:key>/answer/", reviews.answer, name="reader_answer"),
    path("reader/<slug:key>/stop/", reviews.stop, name="reader_stop"),
    path("reading/<slug:key>/", reviews.reading, name="reading"),
    path("reading/<slug:key>/cannot/", reviews.cannot, name="reading_cannot"),
    # The call of an event
    path("<slug:key>/call/", public.call, name="call"),
    path("<slug:key>/call/offer/", public.offer, name="offer"),
    # Those who prepare it
    path("<slug:key>/prepare/call/", manage.overview, name="call_prepare"),
    path("<slug:key>/prepare/call/change/", manage.change, name="call_change"),
    path("<slug:key>/prepare/call/close/", manage.close, name="call_close"),
    path("<slug:key>/prepare/call/reopen/", manage.reopen, name="call_reopen"),
    path(PART, manage.asked, name="call_asked"),
    *(
        entry
        for what in manage.FORMS
        for entry in (
            path(f"{PART}{what}/", manage.part, {"what": what}, name=f"call_{what}_add"),
            path(f"{PART}{what}/<slug:of>/", manage.part, {"what": what}, name=f"call_{what}"),
            path(
                f"{PART}{what}/<slug:of>/remove/",
                manage.part_remove,
                {"what": what},
                name=f"call_{what}_remove",
            ),
        )
    ),
    path("<slug:key>/prepare/call/letters/", manage.write_letters, name="call_letters"),
    path("<slug:key>/prepare/call/readers/", reviews.readers, name="call_readers"),
    path("<slug:key>/prepare/call/readers/ask/", reviews.ask, name="call_ask"),
    path("<slug:key>/prepare/call/readers/share/", reviews.share, name="call_share"),
    path(
        "<slug:key>/prepare/call/readers/<slug:of>/release/", reviews.release, name="call_release"
    ),
    path("<slug:key>/prepare/call/contributions/", decisions.table, name="call_table"),
    path("<slug:key>/prepare/call/contributions.csv", decisions.as_csv, name="call_csv"),
    path("<slug:key>/prepare/call/contributions/decide/", decisions.decide, name="call_decide"),
    path("<slug:key>/prepare/call/contributions/tell/", decisions.tell, name="call_tell"),
    path("<slug:key>/prepare/call/contributions/place/", decisions.place, name="call_place"),
    path("<slug:key>/prepare/call/contributions/<slug:of>/", decisions.one, name="call_one"),
]

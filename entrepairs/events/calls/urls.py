"""Addresses of calls, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.events.calls.views import deciding, opening, public, readers

PART = "<slug:key>/prepare/call/asked/"

calls: list[URLPattern | URLResolver] = [
    # What is offered, by whoever offers it; an address without an account has a secret after a point
    path("contributions/", public.mine, name="contributions"),
    path("contribution/<str:name>/", public.contribution, name="contribution"),
    path("contribution/<str:name>/change/", public.change, name="contribution_change"),
    path("contribution/<str:name>/withdraw/", public.withdraw, name="contribution_withdraw"),
    path("contribution/<str:name>/comes/", public.comes, name="contribution_comes"),
    # Those who read
    path("reader/<slug:key>/", readers.reader, name="reader"),
    path("reader/<slug:key>/answer/", readers.answer, name="reader_answer"),
    path("reader/<slug:key>/stop/", readers.stop, name="reader_stop"),
    path("reading/<slug:key>/", readers.reading, name="reading"),
    path("reading/<slug:key>/cannot/", readers.cannot, name="reading_cannot"),
    # The call of an event
    path("<slug:key>/call/", public.call, name="call"),
    path("<slug:key>/call/offer/", public.offer, name="offer"),
    # Those who prepare it
    path("<slug:key>/prepare/call/", opening.overview, name="call_prepare"),
    path("<slug:key>/prepare/call/change/", opening.change, name="call_change"),
    path("<slug:key>/prepare/call/close/", opening.close, name="call_close"),
    path("<slug:key>/prepare/call/reopen/", opening.reopen, name="call_reopen"),
    path(PART, opening.asked, name="call_asked"),
    *(
        entry
        for what in opening.FORMS
        for entry in (
            path(f"{PART}{what}/", opening.part, {"what": what}, name=f"call_{what}_add"),
            path(f"{PART}{what}/<slug:of>/", opening.part, {"what": what}, name=f"call_{what}"),
            path(f"{PART}{what}/<slug:of>/remove/", opening.part_remove, {"what": what}, name=f"call_{what}_remove"),
        )
    ),
    path("<slug:key>/prepare/call/letters/", opening.write_letters, name="call_letters"),
    path("<slug:key>/prepare/call/readers/", readers.readers, name="call_readers"),
    path("<slug:key>/prepare/call/readers/ask/", readers.ask, name="call_ask"),
    path("<slug:key>/prepare/call/readers/share/", readers.share, name="call_share"),
    path("<slug:key>/prepare/call/readers/<slug:of>/release/", readers.release, name="call_release"),
    path("<slug:key>/prepare/call/contributions/", deciding.table, name="call_table"),
    path("<slug:key>/prepare/call/contributions.csv", deciding.as_csv, name="call_csv"),
    path("<slug:key>/prepare/call/contributions/decide/", deciding.decide, name="call_decide"),
    path("<slug:key>/prepare/call/contributions/tell/", deciding.tell, name="call_tell"),
    path("<slug:key>/prepare/call/contributions/place/", deciding.place, name="call_place"),
    path("<slug:key>/prepare/call/contributions/<slug:of>/", deciding.one, name="call_one"),
]

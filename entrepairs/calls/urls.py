"""Addresses of calls, below /events/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.calls.views import decisions, manage, public, reviews

PART = "<slug:key>/prepare/call/asked/"

app_name = "calls"
urlpatterns: list[URLPattern | URLResolver] = [
    # What is submitted, by its authors; without an account, the address has a secret after a
    # point
    path("contributions/", public.list_submissions, name="contributions"),
    path("contribution/<str:name>/", public.show_submission, name="contribution"),
    path("contribution/<str:name>/change/", public.change_submission, name="contribution_change"),
    path(
        "contribution/<str:name>/withdraw/",
        public.withdraw_submission,
        name="contribution_withdraw",
    ),
    path("contribution/<str:name>/comes/", public.confirm_coming, name="contribution_comes"),
    # Those who read
    path("reader/<slug:key>/", reviews.show_reader, name="reader"),
    path("reader/<slug:key>/answer/", reviews.answer_as_reader, name="reader_answer"),
    path("reader/<slug:key>/stop/", reviews.stop_reading, name="reader_stop"),
    path("reading/<slug:key>/", reviews.review_submission, name="reading"),
    path("reading/<slug:key>/cannot/", reviews.give_back_unread, name="reading_cannot"),
    # The call of an event
    path("<slug:key>/call/", public.show_call, name="call"),
    path("<slug:key>/call/offer/", public.submit, name="offer"),
    # Those who prepare it
    path("<slug:key>/prepare/call/", manage.overview, name="call_prepare"),
    path("<slug:key>/prepare/call/change/", manage.change_call, name="call_change"),
    path("<slug:key>/prepare/call/close/", manage.close_call, name="call_close"),
    path("<slug:key>/prepare/call/reopen/", manage.reopen_call, name="call_reopen"),
    path(PART, manage.asked, name="call_asked"),
    *(
        entry
        for what in manage.FORMS
        for entry in (
            path(f"{PART}{what}/", manage.change_part, {"what": what}, name=f"call_{what}_add"),
            path(
                f"{PART}{what}/<slug:of>/", manage.change_part, {"what": what}, name=f"call_{what}"
            ),
            path(
                f"{PART}{what}/<slug:of>/remove/",
                manage.remove_part,
                {"what": what},
                name=f"call_{what}_remove",
            ),
        )
    ),
    path("<slug:key>/prepare/call/letters/", manage.write_letters, name="call_letters"),
    path("<slug:key>/prepare/call/readers/", reviews.readers, name="call_readers"),
    path("<slug:key>/prepare/call/readers/ask/", reviews.ask_reader, name="call_ask"),
    path("<slug:key>/prepare/call/readers/share/", reviews.share_out, name="call_share"),
    path(
        "<slug:key>/prepare/call/readers/<slug:of>/release/",
        reviews.release_reader,
        name="call_release",
    ),
    path("<slug:key>/prepare/call/contributions/", decisions.table, name="call_table"),
    path("<slug:key>/prepare/call/contributions.csv", decisions.export_csv, name="call_csv"),
    path(
        "<slug:key>/prepare/call/contributions/decide/",
        decisions.decide_submissions,
        name="call_decide",
    ),
    path("<slug:key>/prepare/call/contributions/tell/", decisions.tell_authors, name="call_tell"),
    path(
        "<slug:key>/prepare/call/contributions/place/",
        decisions.place_in_programme,
        name="call_place",
    ),
    path(
        "<slug:key>/prepare/call/contributions/<slug:of>/",
        decisions.show_submission,
        name="call_one",
    ),
]

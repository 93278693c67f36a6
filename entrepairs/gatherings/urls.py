"""Addresses of gatherings."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.gatherings.views import bringing, reflections, rhythms, times, turns, visits

app_name = "gatherings"
urlpatterns: list[URLPattern | URLResolver] = [
    # When a group meets
    path("new/<slug:key>/", rhythms.start, name="start"),
    path("rhythm/<slug:key>/", rhythms.change, name="change"),
    path("rhythm/<slug:key>/stop/", rhythms.stop, name="stop"),
    # Facilitating in turns
    path("turns/swap/<int:pk>/", turns.answer, name="answer_swap"),
    path("turns/<slug:key>/join/", turns.join, name="join_turns"),
    path("turns/<slug:key>/leave/", turns.leave, name="leave_turns"),
    path("turns/<slug:key>/deal/", turns.deal, name="deal_turns"),
    path("turns/<slug:key>/end/", turns.end, name="end_turns"),
    path("turns/<slug:key>/<int:pk>/pass/", turns.pass_on, name="pass_turn"),
    path("turns/<slug:key>/<int:pk>/take/", turns.take, name="take_turn"),
    path("turns/<slug:key>/<int:pk>/swap/", turns.swap, name="swap_turn"),
    # Co-reflection groups
    path("met/<slug:key>/", reflections.met, name="met"),
    path("told/<slug:key>/", reflections.tell, name="tell"),
    path("told/<slug:key>/<int:pk>/stop/", reflections.stop, name="stop_telling"),
    # Visits between groups
    path("visits/<slug:key>/", visits.visit, name="visit"),
    path("visits/<slug:key>/answer/", visits.answer, name="answer_visit"),
    # One time
    path("<slug:at>/", times.time, name="time"),
    path("<slug:at>/otherwise/", times.tell_apart, name="tell_apart"),
    path("<slug:at>/come/", times.come, name="come"),
    path("<slug:at>/not-coming/", times.not_coming, name="not_coming"),
    path("<slug:at>/count/", times.count, name="count"),
    path("<slug:at>/facilitated/", times.facilitated, name="facilitated"),
    path("<slug:at>/invite/", visits.invite, name="invite_group"),
    path("<slug:at>/visits/<slug:key>/withdraw/", visits.withdraw, name="withdraw_visit"),
    path("<slug:at>/brought/", bringing.note, name="bring"),
    path("<slug:at>/brought/yes/", bringing.confirm, name="confirm_brought"),
    path("<slug:at>/brought/no/", bringing.leave, name="leave_brought"),
    path("<slug:at>/brought/remove/", bringing.remove, name="remove_brought"),
]

"""Addresses of recordings, below /library/."""

from django.urls import URLPattern, URLResolver, path

from entrepairs.library.channels import Channel
from entrepairs.recordings import podcast
from entrepairs.recordings.views import cuts, manage, my_consents, public, transcripts

FEED = {"channel": Channel.FEED}
app_name = "recordings"
urlpatterns: list[URLPattern | URLResolver] = [
    # Those who are heard
    path("voices/", my_consents.mine, name="my_voices"),
    path("voices/<slug:key>/", my_consents.consent, name="my_voice"),
    path("voices/<slug:key>/not-me/", my_consents.not_me, name="not_me"),
    path("voice/<slug:door>/", my_consents.by_address, name="voice_by_address"),
    path("voice/<slug:door>/listen/<slug:file>", my_consents.listen, name="listen"),
    path(
        "voice/<slug:door>/captions.<slug:language>.vtt",
        my_consents.captions,
        name="captions_by_address",
    ),
    # Those who prepare it
    path("cuts/", cuts.cuts, name="cuts"),
    path("cuts/<slug:key>/", cuts.cut, name="cut"),
    path("<slug:key>/voices/", manage.heard, name="voices"),
    path("<slug:key>/voices/<slug:voice_key>/", manage.voice, name="voice"),
    path(
        "<slug:key>/voices/<slug:voice_key>/new-address/",
        manage.new_address,
        name="new_address",
    ),
    path("<slug:key>/voices/<slug:voice_key>/remove/", manage.remove, name="remove_voice"),
    path("<slug:key>/words/", transcripts.words, name="words"),
    # Everyone, by each way
    path("series/<slug:slug>/podcast.xml", podcast.feed, name="podcast"),
    path("series/<slug:slug>/cover.png", podcast.cover, name="cover"),
    path("<slug:key>/play/", public.play, name="play"),
    path("<slug:key>/captions.<slug:language>.vtt", public.captions, name="captions"),
    path("<slug:key>/chapters.json", public.chapters, name="chapters"),
    path(
        "<slug:key>/podcast/captions.<slug:language>.vtt",
        public.captions,
        FEED,
        name="podcast_captions",
    ),
    path("<slug:key>/podcast/chapters.json", public.chapters, FEED, name="podcast_chapters"),
    path("<slug:key>/podcast/<slug:file>/<str:name>", public.in_podcast, name="podcast_file"),
]

from django.urls import path

from entrepairs.library import feeds, oai
from entrepairs.library.views import (
    authorship_claims,
    files,
    manage,
    public,
    series,
    tus_upload,
)

app_name = "library"
urlpatterns = [
    path("library/", public.index, name="index"),
    path("library/feeds/", feeds.feeds_page, name="feeds"),
    path("library/new.atom", feeds.new_resources, name="new"),
    path("library/kept/", manage.kept, name="kept"),
    path("library/new/", manage.prepare, name="prepare"),
    path("library/files/<slug:key>/<str:name>", files.served, name="file"),
    path("library/series/", series.all_series, name="all_series"),
    path("library/series/new/", series.begin, name="begin_series"),
    path("library/series/<slug:slug>/", series.one_series, name="series"),
    path("library/series/<slug:slug>/change/", series.change, name="change_series"),
    path("library/claims/<slug:key>/", authorship_claims.claim, name="claim"),
    path("library/<slug:key>/authors/", authorship_claims.authors, name="authors"),
    path("library/<slug:key>/", public.resource, name="resource"),
    path("library/<slug:key>/cite.<slug:how>", public.citation, name="citation"),
    path("library/<slug:key>/change/", manage.change, name="change"),
    path("library/<slug:key>/publish/", manage.publish, name="publish"),
    path("library/<slug:key>/withdraw/", manage.withdraw, name="withdraw"),
    path("library/<slug:key>/files/", files.files, name="files"),
    path("library/<slug:key>/files/coming/", tus_upload.announce, name="file_coming"),
    path("library/<slug:key>/files/<slug:of>/", files.change, name="file_change"),
    path("library/<slug:key>/files/<slug:of>/part/", tus_upload.part, name="file_part"),
    path("library/<slug:key>/files/<slug:of>/replace/", files.replace, name="file_replace"),
    path("library/<slug:key>/files/<slug:of>/move/", files.move, name="file_move"),
    path("library/<slug:key>/files/<slug:of>/remove/", files.remove, name="file_remove"),
    path("oai", oai.oai_endpoint, name="oai"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-<int:part>.xml", feeds.sitemap, name="sitemap_part"),
]

from django.urls import path

from entrepairs.library import feeds, oai
from entrepairs.library.recordings.urls import urlpatterns as recordings
from entrepairs.library.views import coming, files, keeping, public

app_name = "library"
urlpatterns = [
    path("library/", public.index, name="index"),
    path("library/new.atom", feeds.new, name="new"),
    path("library/kept/", keeping.kept, name="kept"),
    path("library/new/", keeping.prepare, name="prepare"),
    path("library/series/<slug:slug>/", public.series, name="series"),
    path("library/files/<slug:key>/<str:name>", files.served, name="file"),
    *recordings,
    path("library/<slug:key>/", public.resource, name="resource"),
    path("library/<slug:key>/cite.<slug:how>", public.citation, name="citation"),
    path("library/<slug:key>/change/", keeping.change, name="change"),
    path("library/<slug:key>/publish/", keeping.publish, name="publish"),
    path("library/<slug:key>/withdraw/", keeping.withdraw, name="withdraw"),
    path("library/<slug:key>/files/", files.files, name="files"),
    path("library/<slug:key>/files/coming/", coming.announced, name="file_coming"),
    path("library/<slug:key>/files/<slug:of>/", files.change, name="file_change"),
    path("library/<slug:key>/files/<slug:of>/part/", coming.part, name="file_part"),
    path("library/<slug:key>/files/<slug:of>/replace/", files.replace, name="file_replace"),
    path("library/<slug:key>/files/<slug:of>/move/", files.move, name="file_move"),
    path("library/<slug:key>/files/<slug:of>/remove/", files.remove, name="file_remove"),
    path("oai", oai.endpoint, name="oai"),
    path("sitemap.xml", feeds.sitemap_index, name="sitemap"),
    path("sitemap-<int:part>.xml", feeds.sitemap, name="sitemap_part"),
]

from entrepairs.events.registration.urls import registration

app_name = "events"
urlpatterns = [*registration]

"""The application for asynchronous servers, to compare: the program itself is served by WSGI."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entrepairs.settings")
application = get_asgi_application()

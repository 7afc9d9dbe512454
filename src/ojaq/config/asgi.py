"""The ASGI application. The vault must be unlocked before this is imported."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ojaq.config.settings")
application = get_asgi_application()

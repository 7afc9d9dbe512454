"""The WSGI application. The vault must be unlocked before this is imported."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ojaq.config.settings")
application = get_wsgi_application()

"""Django settings of a registry, read from OJAQ_HOME."""
from pathlib import Path
SECRET_KEY = "replaced-at-unlock"
INSTALLED_APPS = ["django.contrib.contenttypes", "django.contrib.sessions", "ojaq"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
USE_TZ = True
BASE_DIR = Path(__file__).resolve().parent.parent

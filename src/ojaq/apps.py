"""The one Django app: one label, one linear migration history, folders free to be renamed for ever."""

from django.apps import AppConfig


class OjaqConfig(AppConfig):
    """Ojaq as Django sees it."""

    name = "ojaq"
    label = "ojaq"
    default_auto_field = "django.db.models.BigAutoField"

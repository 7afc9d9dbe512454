"""The one Django app: one label, one linear migration history, folders free to be renamed for ever."""

from django.apps import AppConfig


class OjaqConfig(AppConfig):
    """Ojaq as Django sees it."""

    name = "ojaq"
    label = "ojaq"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let the vault tell the ledger how notes are sealed, and access whom to ask before an entry is written."""
        from ojaq.registry.access import limits
        from ojaq.registry.vault.notes import announce

        announce()
        limits.announce()

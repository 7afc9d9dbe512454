"""The verbs of clients: giving and ending tokens, saying where a client is told of what happened, telling it."""

from ojaq.registry.clients.services.announcing import announce, announce_waiting, listens
from ojaq.registry.clients.services.tokens import Added, add_client, client_called, digest_of, revoke_client
from ojaq.registry.clients.services.webhooks import WebhookSet, remove_webhook, set_webhook, wake_webhook

__all__ = [
    "Added",
    "WebhookSet",
    "add_client",
    "announce",
    "announce_waiting",
    "client_called",
    "digest_of",
    "listens",
    "remove_webhook",
    "revoke_client",
    "set_webhook",
    "wake_webhook",
]

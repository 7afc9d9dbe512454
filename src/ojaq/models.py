"""Collects the tables of every registry folder, so that Django finds them in the one app. Nothing else imports this."""

from ojaq.registry.access import models as access
from ojaq.registry.clients import models as clients
from ojaq.registry.desk import models as desk
from ojaq.registry.diary import models as diary
from ojaq.registry.estates import models as estates
from ojaq.registry.exchange import models as exchange
from ojaq.registry.families import models as families
from ojaq.registry.identity import models as identity
from ojaq.registry.ledger import models as ledger
from ojaq.registry.places import models as places
from ojaq.registry.registration import models as registration
from ojaq.registry.review import models as review
from ojaq.registry.vault import models as vault

__all__ = [
    "access",
    "clients",
    "desk",
    "diary",
    "estates",
    "exchange",
    "families",
    "identity",
    "ledger",
    "places",
    "registration",
    "review",
    "vault",
]

"""The verbs of the desk."""

from ojaq.registry.desk.services.drafts import begin, keep, throw_away
from ojaq.registry.desk.services.expiring import forget_abandoned
from ojaq.registry.desk.services.objecting import object_to
from ojaq.registry.desk.services.receiving import Received, receive
from ojaq.registry.desk.services.registering import register_family

__all__ = [
    "Received",
    "begin",
    "forget_abandoned",
    "keep",
    "object_to",
    "receive",
    "register_family",
    "throw_away",
]

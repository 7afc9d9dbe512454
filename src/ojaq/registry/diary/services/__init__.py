"""The verbs of the diary."""

from ojaq.registry.diary.services.appointing import (
    Told,
    cancel_appointment,
    make_appointment,
    move_appointment,
)
from ojaq.registry.diary.services.forgetting import forget_past
from ojaq.registry.diary.services.hanging import Hung, hang_screen, take_down_screen
from ojaq.registry.diary.services.serving import (
    bring_back,
    call_again,
    call_next,
    call_ticket,
    end_ticket,
    give_ticket,
)

__all__ = [
    "Hung",
    "Told",
    "bring_back",
    "call_again",
    "call_next",
    "call_ticket",
    "cancel_appointment",
    "end_ticket",
    "forget_past",
    "give_ticket",
    "hang_screen",
    "make_appointment",
    "move_appointment",
    "take_down_screen",
]

"""What waits for one viewer, counted as their own lists hold it: a figure on the first page is the length of its list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.utils import timezone

from ojaq.registry.access import Act, Viewer, require
from ojaq.registry.desk.models import Draft
from ojaq.registry.desk.selectors.drafts import MOST
from ojaq.registry.diary.selectors import due_today, waiting_now
from ojaq.registry.places.selectors import PlaceBrief, briefs, place_ids_of
from ojaq.registry.registration.models import Mention, Registration, State
from ojaq.registry.review.selectors import waiting_counts, waiting_pairs

LEAST = 5
"""A village of which fewer are told this week is not drawn: so few could be one family."""

MOST_VILLAGES = 60


@dataclass(frozen=True, slots=True)
class Work:
    """What waits. kept, today: current testimonies of the viewer's offices; reviews: kind -> lines (`waiting_counts`, "pairs").

    What the viewer may not open is 0.
    """

    kept: int = 0
    today: int = 0
    drafts: int = 0
    due: int = 0
    waiting: int = 0
    reviews: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VillageTold:
    """A village, and of how many people of it was told, each as often as named."""

    place: PlaceBrief
    told: int


def work(*, viewer: Viewer) -> Work:
    """What waits for this viewer. Figures name nobody. Raises NotPermitted."""
    require(viewer, Act.READ_FIGURES)
    kept = _of_offices(viewer) if viewer.may(Act.OPEN_REGISTRATION) else Registration.objects.none()
    may_review = viewer.may(Act.OPEN_REVIEW)
    return Work(
        kept=kept.count(),
        today=kept.filter(received_at__gte=_midnight(timezone.localdate())).count(),
        drafts=_drafts(viewer),
        due=due_today(viewer=viewer) if viewer.may(Act.SERVE_QUEUE) else 0,
        waiting=waiting_now(viewer=viewer) if viewer.may(Act.SERVE_QUEUE) else 0,
        reviews=waiting_counts(viewer=viewer) | {"pairs": waiting_pairs()} if may_review else {},
    )


def villages_of_the_week(*, viewer: Viewer, languages: Sequence[str] = ()) -> tuple[VillageTold, ...]:
    """The villages of which most people were told this week, over the whole register. Names nobody. Raises NotPermitted."""
    require(viewer, Act.READ_FIGURES)
    today = timezone.localdate()
    came = Registration.objects.filter(
        state=State.CURRENT, received_at__gte=_midnight(today - dt.timedelta(days=today.weekday()))
    )
    rows = Mention.objects.filter(registration__in=came, origin_place__isnull=False).values("origin_place")
    told = rows.annotate(n=Count("pk")).filter(n__gte=LEAST).order_by("-n", "origin_place")
    counts = dict(told.values_list("origin_place", "n")[:MOST_VILLAGES])
    ids = place_ids_of(counts)
    known = briefs(places=list(ids.values()), viewer=viewer, languages=languages)
    return tuple(VillageTold(known[ids[row]], n) for row, n in counts.items() if ids.get(row) in known)


def _of_offices(viewer: Viewer) -> QuerySet[Registration]:
    require(viewer, Act.OPEN_REGISTRATION)
    rows, held = Registration.objects.filter(state=State.CURRENT), viewer.offices_for(Act.OPEN_REGISTRATION)
    return rows if held is None else rows.filter(office__code__in=held)


def _drafts(viewer: Viewer) -> int:
    if not viewer.may(Act.REGISTER):
        return 0
    require(viewer, Act.REGISTER)
    return Draft.objects.filter(account=viewer.account, sent_at=None)[:MOST].count()


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))

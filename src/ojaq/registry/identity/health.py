"""Is everybody who was told of found at the counter, and judged?"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef

from ojaq.registry.finding import Finding, look, well
from ojaq.registry.identity.models import CodedMention, ResolveRun
from ojaq.registry.registration.models import Mention, State


def findings() -> Iterator[Finding]:
    """What stands between a testimony and an answer at the counter."""
    current = Mention.objects.filter(registration__state=State.CURRENT)
    uncoded = current.filter(~Exists(CodedMention.objects.filter(mention=OuterRef("pk")))).count()
    unsettled = CodedMention.objects.filter(settled=False).count()
    if uncoded or unsettled:
        yield look(
            "identity.unresolved",
            f"{uncoded + unsettled} people who were told of are not yet compared with the others.",
            "`ojaq resolve`",
        )
    else:
        yield well("identity.resolved", "Everybody who was told of is compared with the others.")
    stopped = ResolveRun.objects.filter(finished_at=None).count()
    if stopped:
        yield look(
            "identity.stopped",
            f"{stopped} runs of the engine did not come to their end, or are at work now.",
            "`ojaq resolve` takes up what was left.",
        )

"""The engine of orders: the first order with anybody in it takes all, equally per head."""

from __future__ import annotations

from fractions import Fraction

from ojaq.core.succession.calling import Calling, Head
from ojaq.core.succession.family import Family, Human, Span
from ojaq.core.succession.proof import Claim, Division, Residue, Step, added
from ojaq.core.succession.regimes import Order, Regime


def divide_by_orders(family: Family, dead: str, regime: Regime) -> Division:
    """Divide the estate of `dead`. Nobody in any order: the estate has no heir and the residue says so."""
    calling = Calling(family, dead, regime)
    for order in regime.orders:
        heads = _heads_of(order, calling)
        if heads:
            return _divided(order.number, order.ref, heads, calling)
    if regime.dependants.mode == "join_called_order" and _dependants(calling, ()):
        return _divided(None, None, (), calling)
    ref = (regime.body.get("no_heir") or {}).get("ref")
    steps = (*calling.steps, Step("no_heir", (), ref, Fraction(1)))
    return Division({}, {Residue.ESCHEAT: Fraction(1)}, steps)


def _heads_of(order: Order, calling: Calling) -> tuple[Head, ...]:
    heads = calling.heads(order.heads, order.represent)
    heads = tuple(head for head in heads if _meets(order, head, calling))
    if not heads and order.fallback:
        heads = calling.heads(order.fallback, order.represent)
    return heads


def _meets(order: Order, head: Head, calling: Calling) -> bool:
    """A condition of the order, such as parents who cannot work (1945)."""
    for kind, condition in order.conditions.items():
        if head.id in calling.kind(kind) and not getattr(calling.family.people[head.id], condition):
            calling.note(f"not_{condition}", head.id, ref=order.ref)
            return False
    return True


def _divided(number: int | None, ref: str | None, heads: tuple[Head, ...], calling: Calling) -> Division:
    rule = calling.regime.dependants
    supported = _dependants(calling, heads) if rule.mode != "none" else ()
    joining = supported if rule.mode == "join_called_order" else ()
    part = Fraction(1, len(heads) + len(joining))
    shares = added(
        *({taker: part * fraction} for head in heads for taker, fraction in head.parts),
        *({who: part} for who in joining),
    )
    steps = [
        *calling.steps,
        Step("order_called", tuple(head.id for head in heads), ref, part, {"order": str(number)}),
    ]
    claims: tuple[Claim, ...] = ()
    if joining:
        steps.append(Step("dependants_join", joining, rule.ref, part))
    elif supported:
        claims = tuple(Claim(who, "maintenance", rule.ref) for who in supported)
        steps.append(Step("maintenance_only", supported, rule.ref))
    return Division(shares, {}, tuple(steps), claims, number)


def _dependants(calling: Calling, heads: tuple[Head, ...]) -> tuple[str, ...]:
    takers = {taker for head in heads for taker, _ in head.parts}
    return tuple(
        who
        for who, human in calling.family.people.items()
        if who not in takers and who != calling.dead and _supported(human, calling) and calling.alive(who)
    )


def _supported(human: Human, calling: Calling) -> bool:
    if not human.incapable or not (human.dependant or human.dependant_since):
        return False
    death = calling.family.people[calling.dead].died
    return human.dependant or _long_enough(human.dependant_since, death, calling.regime.dependants.min_years)


def _long_enough(since: Span | None, death: Span | None, years: int) -> bool:
    if since is None or death is None or since.latest is None or death.earliest is None:
        return False
    return (death.earliest - since.latest).days >= years * 365

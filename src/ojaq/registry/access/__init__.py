"""Who may do what: accounts, offices, roles, consent, and the one permission question every service asks."""

from ojaq.registry.access.policy import POLICY, Act, Role, permits
from ojaq.registry.access.services import require
from ojaq.registry.access.viewer import Hold, Viewer, engine, operator

__all__ = ["POLICY", "Act", "Hold", "Role", "Viewer", "engine", "operator", "permits", "require"]

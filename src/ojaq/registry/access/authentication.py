"""How Django learns who logged in. Permissions are not Django's: see `policy.py`."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.http import HttpRequest

from ojaq.registry.access.models import Account


class AccountBackend(BaseBackend):
    """Log-in name and password. A wrong name costs as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 -- Django hands it in.
        username: str | None = None,
        password: str | None = None,
        **_: Any,
    ) -> Account | None:
        """The account, or None when name, password or account do not hold."""
        if username is None or password is None:
            return None
        account = Account.objects.filter(username=username).first()
        if account is None:
            Account().set_password(password)
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The account of a session, or None when it was disabled meanwhile."""
        return Account.objects.select_related("office").filter(pk=user_id, is_active=True).first()

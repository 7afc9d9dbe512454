"""Transactions of the encrypted engine. On PostgreSQL, where writers need no queue, this file is not collected."""

from __future__ import annotations

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from ojaq.registry.access.models import Office

pytestmark = [pytest.mark.engines]


@pytest.mark.django_db
def test_a_broken_rule_is_djangos_integrity_error() -> None:
    Office.objects.create(code="one")
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(code="one")


@pytest.mark.django_db(transaction=True)
def test_many_threads_write_without_one_being_refused() -> None:
    def write(number: int) -> None:
        try:
            for turn in range(5):
                with transaction.atomic():
                    count = Office.objects.count()
                    Office.objects.create(code=f"office-{number}-{turn}", name=str(count))
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Each saw a count that no other saw: transactions were one after the other from their first statement.
    assert sorted(int(name) for name in Office.objects.values_list("name", flat=True)) == list(range(40))


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_gives_its_turn_back() -> None:
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            _fail()
    Office.objects.create(code="kept")
    assert list(Office.objects.values_list("code", flat=True)) == ["kept"]


@transaction.atomic
def _fail() -> None:
    Office.objects.create(code="lost")
    raise ZeroDivisionError

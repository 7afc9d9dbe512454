"""Clerks' programs that post testimonies over HTTP, and remember which were acknowledged and of which they were not told."""

from __future__ import annotations

import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from typing import Any

from faults.intake import testimony

ADDRESS = "/api/v1/registrations"


@dataclass
class Posted:
    """What was told of all testimonies that were sent."""

    token: str
    acknowledged: set[str] = field(default_factory=set)
    unsure: dict[str, dict[str, Any]] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    told: threading.Condition = field(default_factory=threading.Condition)

    def post(self, connection: http.client.HTTPConnection, words: dict[str, Any]) -> None:
        """Send one testimony. Raises OSError or HTTPException when no answer came: then nobody knows."""
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        with self.told:
            self.unsure[words["id"]] = words
        connection.request("POST", ADDRESS, json.dumps(words), headers)
        answer = connection.getresponse()
        content = answer.read()
        with self.told:
            if answer.status in (200, 201):
                self.acknowledged.add(words["id"])
                del self.unsure[words["id"]]
                self.told.notify_all()
            else:
                self.strange.append(f"{answer.status} {content[:300]!r}")

    def until_killed(self, port: int, ended: threading.Event) -> None:
        """Post one after the other until the round has ended; before the server is there, try to reach it."""
        while not ended.is_set():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                while not ended.is_set():
                    self.post(connection, testimony())
            except (OSError, http.client.HTTPException):
                time.sleep(0.01)
            finally:
                connection.close()

    def await_more(self, count: int) -> None:
        """Wait until so many more were acknowledged."""
        with self.told:
            wanted = len(self.acknowledged) + count
            assert self.told.wait_for(lambda: len(self.acknowledged) >= wanted, timeout=120), self.strange[:3]

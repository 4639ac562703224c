"""Who may have an account on the console: agents that an operator has made, nobody else."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AgentsOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

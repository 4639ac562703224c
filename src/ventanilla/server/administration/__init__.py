"""What only the standalone server lets agents do at the console: it keeps the accounts and the tenants itself."""

from __future__ import annotations

from ventanilla.api.call import Endpoint

from . import accounts, tenants

ENDPOINTS: list[Endpoint] = [*accounts.ENDPOINTS, *tenants.ENDPOINTS]

"""Django app 2, public schema only: agents, and the inbox over all tenants."""

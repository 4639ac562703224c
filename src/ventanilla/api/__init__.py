"""HTTP over the verbs: a table of calls, answered by plain ASGI (bearer tokens) or inside Django (sessions)."""

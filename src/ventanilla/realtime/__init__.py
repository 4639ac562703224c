"""Sockets: the protocol without I/O (`session`, `desk_session`), who listens here (`hub`), the ASGI driver (`socket`)."""

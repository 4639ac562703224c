"""Sockets: the protocol without I/O (`session`, `desk_session`), who listens here (`hub`), the driver (`socket`)."""

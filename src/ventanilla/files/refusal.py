"""Why a file is not kept, in words for who sent it."""


class Refused(ValueError):
    """Of a kind that is not taken, or not what it claims to be."""


class TooBig(Refused):
    """Over the limit of bytes."""

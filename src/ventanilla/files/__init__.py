"""What people send besides words: what a file is by its content, images made anew, safe names, where files are kept.

No room above decides any of this; who may upload and download stands in `chat/adjuntos.py`.
"""

from .refusal import Refused, TooBig

__all__ = ["Refused", "TooBig"]

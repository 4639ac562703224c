"""Keeping the desk itself: who answers, what they may, and the tokens of their programs."""

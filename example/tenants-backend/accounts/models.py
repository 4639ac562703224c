"""Whoever logs in: in a company's schema its people, in public the platform's own team."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    pass

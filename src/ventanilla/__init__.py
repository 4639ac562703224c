"""The support window that a SaaS opens for all its tenants at once."""

__version__ = "0.1.0"

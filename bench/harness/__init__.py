"""Starts servers, drives the load generator, reads what it cost. Standard library only."""

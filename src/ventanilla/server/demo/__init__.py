"""The demo: tenants, people and past conversations to look at, and two small pages that use them. Never in `serve`."""

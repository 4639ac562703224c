"""Django app 3: the server that runs Ventanilla by itself. Tenants, settings, command line, embedded PostgreSQL."""

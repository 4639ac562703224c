"""What an operator's machines ask: /healthz, /readyz, /metrics. Under any Host."""

"""The wire format: calls become HTTP requests, and responses become models. No I/O."""

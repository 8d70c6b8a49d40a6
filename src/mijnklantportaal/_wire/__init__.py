"""The wire format: how models and calls become HTTP requests, and responses become models. No I/O."""

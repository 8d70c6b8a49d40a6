"""What an interpreter with the peers runs: clients of other APIs, each for a payload of its own API."""

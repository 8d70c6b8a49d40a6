"""What the measured interpreter runs: the contenders, and programs that make them work."""

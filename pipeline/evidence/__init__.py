"""Reports of `mijnklantportaal verify`: merged into the lock, and turned into overlay actions."""

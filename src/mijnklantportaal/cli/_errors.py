"""The exit codes of the command line, and the line that it writes for an error."""

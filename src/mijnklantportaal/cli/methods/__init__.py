"""The commands for the methods of resources, which convert words and JSON to arguments."""

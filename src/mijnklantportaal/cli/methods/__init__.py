"""The commands for the methods of resources: words and JSON become arguments."""

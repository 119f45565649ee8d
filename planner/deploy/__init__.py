"""What stands around a running planner: services, nginx, and one archive for offline machines."""

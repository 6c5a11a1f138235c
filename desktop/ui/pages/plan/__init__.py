"""The parts of the screens that follow the plan: targets and tasks."""

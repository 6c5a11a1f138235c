"""The parts of the overview: what to do now, how the targets stand, who has reported."""

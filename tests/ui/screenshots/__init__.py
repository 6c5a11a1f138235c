"""Every screen as a picture, and what looks wrong on it: ``python -m tests.ui.screenshots DIR``.

To add a screen, add one line to ``SHOTS`` of the office it belongs to (``entrance``, ``commune``,
``district``, ``province``): its name, and what brings the window there.
"""

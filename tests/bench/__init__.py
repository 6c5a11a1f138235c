"""The figures of ``./run bench``: the product beside a bare peer, measured in one run."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

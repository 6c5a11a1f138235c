"""The figures of ``./run bench``: the product beside a bare peer, measured in one run."""

"""Who is trusted: the tree of X.509 certificates that mirrors the offices. Pure."""

"""Trips to a channel: packets out and receipts in, packets in and receipts out.

`push` and `pull` are the two directions, `trip` runs them on one open channel and enters what
happened, `loads` says what still has to travel, `queue` when to go next, `standing` how it all
stands; `setup` gives a book its channel, `stick` is one for a single time, `practice` keeps
invented data at home. Everything is safe to break off and to do again.
"""

"""Charts painted with Qt. What colour tells, shape and words tell too: grey prints lose nothing."""

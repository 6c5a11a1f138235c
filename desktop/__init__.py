"""The commune's desk: the record (``records``) and the window over it (``ui``)."""

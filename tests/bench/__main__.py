"""``python -m tests.bench``, what ``./run bench`` starts.

The child process that opens packets loads this module again, so it brings nothing along.
"""

import sys

if __name__ == "__main__":
    from tests.bench.runner import main

    sys.exit(main())

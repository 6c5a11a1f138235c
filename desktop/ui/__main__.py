"""``python -m desktop.ui``. A child process that opens packets reads this file too, without Qt."""

if __name__ == "__main__":
    import sys

    from desktop.ui.app import main

    sys.exit(main())

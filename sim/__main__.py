"""`python -m sim`: the services of the app without a browser."""

import sys

from sim.cli import main

if __name__ == "__main__":
    sys.exit(main())

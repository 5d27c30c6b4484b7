"""``python -m fupin_desk``."""

import sys

try:
    from fupin_desk.app import main

    code = main()
except KeyboardInterrupt:  # broken off before anything was begun, or the window from the terminal
    code = 1
sys.exit(code)

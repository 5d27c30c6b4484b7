"""``python -m fupin_desk``."""

import sys

from fupin_desk.app import main

sys.exit(main())

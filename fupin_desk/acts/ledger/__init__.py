"""A filled ledger becomes records: every row is answered, all that can be taken is taken at once, or nothing is."""

from fupin_desk.acts.ledger.blank import write_template
from fupin_desk.acts.ledger.exporting import Exported, export_ledger
from fupin_desk.acts.ledger.importing import Imported, import_ledger

__all__ = ["Exported", "Imported", "export_ledger", "import_ledger", "write_template"]

"""Notice to paper: text setting, pages, the seal and the QR code, reading back, PAdES signatures and their verifying.

Only importer of reportlab and pyHanko. What a notice says comes from above as a ``sheet.Sheet``, already in words.
"""

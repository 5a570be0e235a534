"""The adapters with the real packages that call them; run by `pytest -m engines`."""

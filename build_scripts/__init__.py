"""The one way in for who builds, checks or tries the desk: ``dev.py``."""

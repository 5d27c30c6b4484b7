"""A made-up county to try the desk with: region 99, which does not exist; same seed, same records."""

from fupin_desk.acts.demo.county import make_demo

__all__ = ["make_demo"]

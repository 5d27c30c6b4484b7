"""Who works at a desk, the figures a county sets, and what people say to a finding."""

"""The line setter: bidi runs, HarfBuzz shaping, font fallback, and line breaking for Chinese and Arabic script."""

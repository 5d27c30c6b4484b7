"""Jobs under the labour laws."""

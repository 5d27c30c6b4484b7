"""An offline desk for village work teams: records, policy, notices and the file that goes to the county."""

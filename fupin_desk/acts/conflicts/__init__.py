"""What cannot be together: disputed values, records that clash, heads of a household. A person settles each."""

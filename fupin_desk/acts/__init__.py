"""What a person does at the desk, one function each; store, paper, exchange and policy meet here."""

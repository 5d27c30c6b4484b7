"""What people agreed to, and took back."""

"""The encrypted file: opened, copied, upgraded; read and written as one."""

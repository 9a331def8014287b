"""Chinese news, reports and filings put into English, with every figure right."""

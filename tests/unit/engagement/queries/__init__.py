"""Questions of the engagement service, as far as no database is needed to answer them."""

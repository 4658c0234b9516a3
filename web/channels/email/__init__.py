"""E-mail: mailboxes that are looked into, mails that are handed in, and the links in them."""

"""What a steering committee reads: reports made from rows alone, and the page that shows them."""

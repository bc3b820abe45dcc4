"""What people say of a criterion: their word that it is met, a block from outside, an exemption."""

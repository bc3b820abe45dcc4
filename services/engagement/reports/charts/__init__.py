"""Small SVG charts that widen with the page: what runs across is in per cent, so that text keeps its size."""

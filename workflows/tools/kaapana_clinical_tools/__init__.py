"""What the operators of clinical data do inside their container."""

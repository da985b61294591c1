"""What a comparison asks of a figure and its sentence, looked up once."""

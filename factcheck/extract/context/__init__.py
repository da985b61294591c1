"""What stands around a quantity: hedge, noun, predicate, speaker, place and time, part."""

"""From the words of a sentence to its datings: what is printed, the days that it means, and the event that it dates."""

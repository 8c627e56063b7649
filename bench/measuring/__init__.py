"""What the benchmarks share: the texts that are read, and what a process spends."""

//! For tests: a fixed clock and randomness, sample builders, an application on both databases.

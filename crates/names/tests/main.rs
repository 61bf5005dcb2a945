//! The finder as callers use it: lists, recogniser, memory, hostile text.

mod finding;
mod hostile;
mod lists;

//! O: the organisation's own phrases.

pub(crate) mod own_phrase;

//! Numbers that look random and are the same every time.

pub use load::Chance;

/// A number that belongs to these parts in this order (FNV-1a).
pub fn number_of(parts: &[&[u8]]) -> u64 {
    let mut number: u64 = 0xcbf2_9ce4_8422_2325;
    for part in parts {
        for byte in part.iter().chain(&[0xff]) {
            number = (number ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_kept_apart() {
        assert_ne!(number_of(&[b"ab", b"c"]), number_of(&[b"a", b"bc"]));
    }
}

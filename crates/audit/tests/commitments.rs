//! Commitments open with what was committed to and nothing else.

use audit::Commitment;
use proptest::prelude::*;

/// SHA-256 of 32 zeros and "abc", by `openssl dgst -sha256`.
#[test]
fn a_commitment_is_sha_256_behind_the_salt() {
    let commitment = Commitment::to(b"abc", &[0; 32]);
    assert_eq!(commitment.to_string(), KNOWN);
    assert_eq!(KNOWN.parse(), Ok(commitment));
    assert!("abc".parse::<Commitment>().is_err());
}

const KNOWN: &str = "Nlqn2Pf5QCxLlDRQK0zIndsJ/lDXzZW0k7g0xi1aU3A=";

proptest! {
    #[test]
    fn only_the_same_opens(
        bytes in proptest::collection::vec(any::<u8>(), 0..50),
        salt in any::<[u8; 32]>(),
        other in any::<[u8; 32]>(),
    ) {
        let commitment = Commitment::to(&bytes, &salt);
        prop_assert!(commitment.opens(&bytes, &salt));
        prop_assert!(!commitment.opens(&bytes, &other));
        prop_assert!(!commitment.opens(&[&bytes[..], &[0]].concat(), &salt));
    }
}

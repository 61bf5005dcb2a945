//! Labels pushed apart until none covers another.

/// Moves `places`, which are in order, so that neighbours are at least `gap` apart and all lie from
/// `low` to `high`: first downwards where they would touch, then back up from the end.
///
/// There must be room: `gap * (places.len() - 1) <= high - low`.
pub fn spread(places: &[f64], gap: f64, low: f64, high: f64) -> Vec<f64> {
    let mut spread = Vec::with_capacity(places.len());
    let mut free = low;
    for place in places {
        let at = place.max(free);
        spread.push(at);
        free = at + gap;
    }
    let mut end = high;
    for at in spread.iter_mut().rev() {
        *at = at.min(end);
        end = *at - gap;
    }
    spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_has_room_stays() {
        assert_eq!(spread(&[10.0, 50.0], 21.0, 8.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[10.0, 11.0], 21.0, 8.0, 100.0), [10.0, 31.0]);
        assert_eq!(spread(&[95.0, 99.0], 21.0, 8.0, 100.0), [79.0, 100.0]);
        assert!(spread(&[], 21.0, 8.0, 100.0).is_empty());
    }

    proptest! {
        #[test]
        fn labels_never_overlap(
            mut places in prop::collection::vec(0.0..560.0_f64, 1..26),
        ) {
            places.sort_by(f64::total_cmp);
            let spread = spread(&places, 21.0, 12.0, 548.0);
            prop_assert!(spread.windows(2).all(|two| two[1] - two[0] >= 20.999));
            prop_assert!(spread.iter().all(|at| (11.999..=548.001).contains(at)));
        }
    }
}

//! Trains the spelling model: names against words and products.

use names::{
    fold::fold,
    recogniser::spelling::{SLOTS, grams},
};

use crate::learn::{Random, exp};

/// Weights of every n-gram, signed bytes in units of 1/16 log-odd, as `names` reads them.
pub fn train(like: &[String], unlike: &[String]) -> Vec<u8> {
    let mut words: Vec<(Vec<usize>, f64, f64)> = Vec::new();
    // Both sides weigh the same, however many words each has.
    let share = unlike.len() as f64 / like.len() as f64;
    for (side, wanted, weight) in [
        (like, 1.0, share.min(1.0)),
        (unlike, 0.0, (1.0 / share).min(1.0)),
    ] {
        for word in side {
            let mut slots = Vec::new();
            grams(fold(word).as_bytes(), |slot| slots.push(slot));
            words.push((slots, wanted, weight));
        }
    }
    let mut weights = vec![0f64; SLOTS];
    let mut squares = vec![1e-2f64; SLOTS];
    let mut random = Random(0xabc);
    for _ in 0..words.len() * 4 {
        let (slots, wanted, weight) = &words[random.below(words.len())];
        let odds = exp(slots.iter().map(|s| weights[*s]).sum());
        let slope = (odds / (1.0 + odds) - wanted) * weight;
        for slot in slots {
            let slope = slope + 2e-4 * weights[*slot];
            squares[*slot] += slope * slope;
            weights[*slot] -= 0.1 * slope / squares[*slot].sqrt();
        }
    }
    weights
        .iter()
        .map(|w| ((w * 16.0).round().clamp(-127.0, 127.0) as i8).cast_unsigned())
        .collect()
}

//! Logistic regression with integer results: the same examples give the same weights, bit for bit,
//! on any machine. Only `+ − × ÷ √` of `f64` are used, which IEEE 754 fixes; no library `exp`.

use names::{fold::Key, key_map::KeyMap, lexicon, recogniser::model};

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// Neither.
    Other,
    /// Part of a person's name.
    Person,
    /// Part of a customer's name.
    Customer,
    /// Part of an organisation's name: nobody; whether it is a customer is not known.
    Organisation,
}

/// One candidate.
#[derive(Clone, Debug)]
pub struct Example {
    /// Its features, numbered by [`Dictionary`].
    pub features: Vec<u32>,
    /// What it is.
    pub label: Label,
    /// How much it counts.
    pub weight: f32,
}

/// Numbers features in order of first sight.
#[derive(Default)]
pub struct Dictionary {
    index: KeyMap,
    keys: Vec<Key>,
    counts: Vec<u32>,
}

impl Dictionary {
    /// The numbers of `features`.
    pub fn number(&mut self, features: &[Key]) -> Vec<u32> {
        features
            .iter()
            .map(|key| {
                let fresh = self.keys.len() as u32;
                let number = *self.index.entry(*key, fresh);
                if number == fresh {
                    self.keys.push(*key);
                    self.counts.push(0);
                }
                self.counts[number as usize] += 1;
                number
            })
            .collect()
    }
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the examples.
    pub epochs: u32,
    /// The step of `AdaGrad`.
    pub step: f64,
    /// Pull towards zero per step.
    pub decay: f64,
    /// Features seen less often are left out.
    pub least: u32,
}

/// Trains and lays the weights out as `names` reads them.
pub fn train(dictionary: &Dictionary, examples: &[&Example], settings: Settings) -> Vec<u8> {
    let mut weights = vec![[0f64; 2]; dictionary.keys.len()];
    let mut squares = vec![[1e-3f64; 2]; dictionary.keys.len()];
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut random = Random(0x5eed);
    let kept = |feature: &&u32| dictionary.counts[**feature as usize] >= settings.least;
    // The mean of the weights after each pass but the first: one order of the examples more or
    // less no longer shows.
    let mut average = vec![[0f64; 2]; dictionary.keys.len()];
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        for example in order.iter().map(|at| examples[*at as usize]) {
            let mut sum = [0f64; 2];
            for feature in example.features.iter().filter(kept) {
                let weight = weights[*feature as usize];
                sum[0] += weight[0];
                sum[1] += weight[1];
            }
            // What is not known is not learnt from: the choice is then between person and not.
            let unknown = example.label == Label::Organisation;
            let person = exp(sum[0]);
            let customer = if unknown { 0.0 } else { exp(sum[1]) };
            let total = 1.0 + person + customer;
            let wanted = [
                f64::from(u8::from(example.label == Label::Person)),
                f64::from(u8::from(example.label == Label::Customer)),
            ];
            let slope = [
                (person / total - wanted[0]) * f64::from(example.weight),
                (customer / total - wanted[1]) * f64::from(example.weight),
            ];
            for feature in example.features.iter().filter(kept) {
                let at = *feature as usize;
                for class in 0..2 {
                    let slope = slope[class] + settings.decay * weights[at][class];
                    squares[at][class] += slope * slope;
                    weights[at][class] -= settings.step * slope / squares[at][class].sqrt();
                }
            }
        }
        if epoch > 0 {
            for (sum, weight) in average.iter_mut().zip(&weights) {
                sum[0] += weight[0] / f64::from(settings.epochs - 1);
                sum[1] += weight[1] / f64::from(settings.epochs - 1);
            }
        }
    }
    layout(dictionary, &average)
}

fn layout(dictionary: &Dictionary, weights: &[[f64; 2]]) -> Vec<u8> {
    let unit = f64::from(model::UNIT);
    let mut entries: Vec<(Key, u32)> = dictionary
        .keys
        .iter()
        .zip(weights)
        .map(|(key, [person, customer])| (*key, to_i16(person * unit), to_i16(customer * unit)))
        .filter(|(_, person, customer)| person.unsigned_abs().max(customer.unsigned_abs()) >= 6)
        .map(|(key, person, customer)| (key, model::pack(person, customer)))
        .collect();
    entries.sort_unstable();
    lexicon::build(&entries)
}

fn to_i16(value: f64) -> i16 {
    value.round().clamp(-32000.0, 32000.0) as i16
}

/// eˣ by range reduction and a Taylor series, clamped to ±40.
pub fn exp(x: f64) -> f64 {
    let x = x.clamp(-40.0, 40.0);
    let k = (x / std::f64::consts::LN_2).round();
    let r = x - k * std::f64::consts::LN_2;
    let mut term = 1.0;
    let mut sum = 1.0;
    for n in 1..14 {
        term = term * r / f64::from(n);
        sum += term;
    }
    sum * f64::from_bits(((1023 + k as i64) as u64) << 52)
}

/// Xorshift: small, seeded, the same everywhere.
#[derive(Clone, Debug)]
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.draw()) * limit as u128) >> 64) as usize
    }

    fn shuffle(&mut self, order: &mut [u32]) {
        for at in (1..order.len()).rev() {
            order.swap(at, self.below(at + 1));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_exp() {
        for x in [-30.0, -1.5, 0.0, 0.1, 1.0, 7.25, 30.0] {
            assert!((exp(x) / f64::exp(x) - 1.0).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn learns_what_tells_people_apart() {
        let mut dictionary = Dictionary::default();
        let mut make = |features: &[Key], label| Example {
            features: dictionary.number(features),
            label,
            weight: 1.0,
        };
        let examples: Vec<Example> = (0..60)
            .map(|n| match n % 3 {
                0 => make(&[1, 10], Label::Person),
                1 => make(&[1, 20], Label::Customer),
                _ => make(&[1, 30], Label::Other),
            })
            .collect();
        let settings = Settings {
            epochs: 30,
            step: 0.2,
            decay: 0.0,
            least: 1,
        };
        let table = train(&dictionary, &examples.iter().collect::<Vec<_>>(), settings);
        let model = model::Model::over(Box::leak(table.into_boxed_slice()));
        assert!(
            model.score(&[1, 10]).person > 0
                && model.score(&[1, 10]).customer < model.score(&[1, 10]).person
        );
        assert!(model.score(&[1, 20]).customer > 0);
        assert!(model.score(&[1, 30]).person < 0 && model.score(&[1, 30]).customer < 0);
    }
}

//! What Larkmoor set.

use app::Settings;
use domain::risk::RiskPolicy;

use crate::error::Error;

/// The settings with which the story is told, and the demonstration runs. Origin and the like are
/// the caller's to set.
pub fn settings() -> Result<Settings, Error> {
    let file = "fallible.toml";
    let text = include_str!("../data/fallible.toml");
    let reviewer = reviewer::Settings::from_toml(text, file);
    let reviewer = reviewer.map_err(|error| Error::Data {
        file,
        problem: error.to_string(),
    })?;
    Ok(Settings {
        organisation: "Larkmoor".to_owned(),
        is_demonstration: true,
        // A risk climbs a level in seven weeks.
        risks: RiskPolicy {
            working_days_a_level: 35,
            ..RiskPolicy::default()
        },
        reviewer,
        ..Settings::default()
    })
}

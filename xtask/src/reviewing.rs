//! The reviewer as commands of this program use it.

use anyhow::Result;
use names::{Finder, Terms};
use reviewer::{Context, Settings};

/// The review of reports from organisations of which no list is known, with rules in preview.
pub fn reviewer_of_strangers() -> Result<Context> {
    let settings = Settings {
        preview: true,
        ..Settings::default()
    };
    Ok(Context::new(
        settings,
        Finder::new(None, None, Terms::default()),
    )?)
}

//! The files that pages load: inside the program, under an address that changes with them, so that
//! browsers may keep them for ever.

use std::sync::LazyLock;

/// A file that pages load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its path below the folder of assets: "fonts/sans-latin.woff2".
    pub name: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// One line of the table.
macro_rules! asset {
    ($name:literal, $media_type:expr) => {
        Asset {
            name: $name,
            media_type: $media_type,
            bytes: include_bytes!(concat!("../assets/", $name)),
        }
    };
}

const FONT: &str = "font/woff2";
const TEXT: &str = "text/plain; charset=utf-8";

/// Every file, and the licences of those that are not ours.
pub const ASSETS: [Asset; 20] = [
    asset!("style.css", "text/css; charset=utf-8"),
    asset!("app.js", "text/javascript; charset=utf-8"),
    asset!("icon.svg", "image/svg+xml"),
    asset!("fonts/mono-latin-1.woff2", FONT),
    asset!("fonts/mono-latin-ext.woff2", FONT),
    asset!("fonts/mono-latin.woff2", FONT),
    asset!("fonts/sans-latin-ext.woff2", FONT),
    asset!("fonts/sans-latin-vietnamese.woff2", FONT),
    asset!("fonts/sans-latin.woff2", FONT),
    asset!("fonts/serif-italic-latin-1.woff2", FONT),
    asset!("fonts/serif-italic-latin-ext.woff2", FONT),
    asset!("fonts/serif-italic-latin.woff2", FONT),
    asset!("fonts/serif-latin-1.woff2", FONT),
    asset!("fonts/serif-latin-ext.woff2", FONT),
    asset!("fonts/serif-latin-vietnamese.woff2", FONT),
    asset!("fonts/serif-latin.woff2", FONT),
    asset!("fonts/LICENSE-SourceCodePro.txt", TEXT),
    asset!("fonts/LICENSE-SourceSans3.txt", TEXT),
    asset!("fonts/LICENSE-SourceSerif4.txt", TEXT),
    asset!("fonts/README.txt", TEXT),
];

/// Sixteen digits made of every file: another byte in any of them, another address for all.
/// One version for all, so that the style sheet finds the fonts beside it.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let bytes = ASSETS.iter().flat_map(|asset| asset.bytes);
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
});

/// The version that addresses hold now.
pub fn version() -> &'static str {
    &VERSION
}

/// Where a page finds a file: `/assets/<version>/<name>`.
pub fn url(name: &str) -> String {
    format!("/assets/{}/{name}", version())
}

/// The file of that version and name. Another version is not found: what a browser keeps for ever
/// must never be the wrong file.
pub fn find(version: &str, name: &str) -> Option<&'static Asset> {
    let is_current = version == *VERSION;
    ASSETS.iter().find(|asset| is_current && asset.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_under_its_address() {
        let url = url("fonts/sans-latin.woff2");
        let (version, name) = url
            .strip_prefix("/assets/")
            .unwrap()
            .split_once('/')
            .unwrap();
        assert_eq!(find(version, name).unwrap().media_type, "font/woff2");
        assert_eq!(find("0000000000000000", name), None);
        assert_eq!(find(version, "../assets.rs"), None);
    }

    #[test]
    fn the_table_has_every_file_of_the_folder() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
        let mut found = Vec::new();
        for (folder, before) in [(folder.clone(), ""), (folder.join("fonts"), "fonts/")] {
            for entry in std::fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_file() {
                    found.push(format!("{before}{}", entry.file_name().to_str().unwrap()));
                }
            }
        }
        let mut named: Vec<&str> = ASSETS.iter().map(|asset| asset.name).collect();
        found.sort_unstable();
        named.sort_unstable();
        assert_eq!(found, named);
    }

    #[test]
    fn the_style_sheet_finds_its_fonts() {
        let style = str::from_utf8(ASSETS[0].bytes).unwrap();
        for part in style.split("url(\"").skip(1) {
            let name = part.split('"').next().unwrap();
            assert!(ASSETS.iter().any(|asset| asset.name == name), "{name}");
        }
    }
}

//! The known word somebody probably meant.

/// The candidate fewest slips away from `written`, if any is near enough to be meant.
pub(crate) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let limit = (written.chars().count() / 3).clamp(1, 3);
    let slips = |known: &&str| slips(&written.to_lowercase(), &known.to_lowercase());
    let best = candidates
        .into_iter()
        .map(|known| (slips(&known), known))
        .min_by_key(|(slips, _)| *slips)?;
    (best.0 <= limit).then_some(best.1)
}

/// How many letters are left out, put in, wrong or swapped between two words.
fn slips(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (rows[i - 1][j] + 1)
                .min(row[j - 1] + 1)
                .min(rows[i - 1][j - 1] + same);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(rows[i - 2][j - 2] + 1);
            }
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_was_meant() {
        let known = ["select", "extend-select", "ignore"];
        assert_eq!(nearest("slect", known), Some("select"));
        assert_eq!(nearest("ingore", known), Some("ignore"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("x", []), None);
    }
}

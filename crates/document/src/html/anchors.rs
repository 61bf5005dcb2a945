//! Places one can link to: factors and corrections by their names, and the lists they stand in.

use std::collections::{BTreeMap, BTreeSet};

use crate::blocks::ListItem;
use crate::span::Span;
use crate::{Document, lead_id};

/// Characters of the longest id.
const LONGEST: usize = 16;

/// What a document's reading says about its rows, items and lists.
#[derive(Default)]
pub(super) struct Anchors {
    /// Ids of rows, items and paragraphs, by their first byte.
    ids: BTreeMap<usize, String>,
    taken: BTreeSet<String>,
    /// Classes of lists, by [`ListItem::list`].
    lists: BTreeMap<u32, &'static str>,
    /// The names at the beginning of items, by the item's index.
    names: BTreeMap<usize, Name>,
}

/// A name set apart at the beginning of an item.
pub(super) struct Name {
    /// The name.
    pub id: Span,
    /// From the name, with what is around it, to what follows.
    pub lead: Span,
}

impl Anchors {
    pub fn read(document: &Document) -> Self {
        let mut anchors = Self::default();
        let places = Places::of(document);
        let factors = document.factors().iter();
        let factors = factors.filter_map(|factor| Some((&factor.span, factor.id.as_ref()?)));
        anchors.named(document, &places, factors, "factors");
        let corrections = document.corrections().iter();
        let corrections = corrections.filter_map(|found| Some((&found.span, found.id.as_ref()?)));
        anchors.named(document, &places, corrections, "corrections");
        anchors.whys(document, &places);
        anchors
    }

    /// The id of what begins at a byte.
    pub fn id(&self, start: usize) -> Option<&str> {
        self.ids.get(&start).map(String::as_str)
    }

    /// The class of a list.
    pub fn list(&self, list: u32) -> Option<&'static str> {
        self.lists.get(&list).copied()
    }

    /// The name of an item in a list whose items all have one.
    pub fn name(&self, item: usize) -> Option<&Name> {
        self.names.get(&item)
    }

    /// Takes over what has a name, and the lists of which every item has one.
    fn named<'a>(
        &mut self,
        document: &Document,
        places: &Places,
        found: impl Iterator<Item = (&'a Span, &'a Span)>,
        class: &'static str,
    ) {
        let mut lists: BTreeMap<u32, Vec<(usize, Name)>> = BTreeMap::new();
        for (span, id) in found {
            let item = places.item(span.start);
            let start = item.map_or(span.start, |item| document.items()[item].span.start);
            self.add(start, document.text(id));
            if let Some(item) = item
                && let Some(name) = name(document, &document.items()[item])
            {
                let list = document.items()[item].list;
                lists.entry(list).or_default().push((item, name));
            }
        }
        for (list, names) in lists {
            if names.len() == places.members(list) {
                self.lists.insert(list, class);
                self.names.extend(names);
            }
        }
    }

    fn add(&mut self, start: usize, name: &str) {
        let kept = name
            .chars()
            .filter(|&c| c.is_ascii_alphanumeric() || c == '-');
        let id: String = kept.collect::<String>().to_ascii_uppercase();
        let is_name = id.len() <= LONGEST
            && id.starts_with(|c: char| c.is_ascii_uppercase())
            && id.contains(|c: char| c.is_ascii_digit());
        if is_name && self.taken.insert(id.clone()) {
            self.ids.insert(start, id);
        }
    }

    /// The outermost lists that hold whys.
    fn whys(&mut self, document: &Document, places: &Places) {
        let answers = document.whys().iter().flat_map(|chain| &chain.answers);
        for start in answers.map(|why| why.span.start) {
            let Some(item) = places.item(start) else {
                continue;
            };
            let item = &document.items()[item];
            let parent = item.parent.map(|parent| &document.items()[parent as usize]);
            if parent.is_none_or(|parent| !self.lists.contains_key(&parent.list)) {
                self.lists.entry(item.list).or_insert("whys");
            }
        }
    }
}

/// Where items begin.
struct Places {
    /// Items by their first byte and by that of their text.
    items: BTreeMap<usize, usize>,
    /// How many items each list has.
    members: Vec<usize>,
}

impl Places {
    fn of(document: &Document) -> Self {
        let mut places = Self {
            items: BTreeMap::new(),
            members: Vec::new(),
        };
        for (index, item) in document.items().iter().enumerate() {
            places.items.insert(item.span.start, index);
            if let Some(text) = item.text {
                let start = document.blocks()[text as usize].span.start;
                places.items.insert(start, index);
            }
            let list = item.list as usize;
            if places.members.len() <= list {
                places.members.resize(list + 1, 0);
            }
            places.members[list] += 1;
        }
        places
    }

    fn item(&self, start: usize) -> Option<usize> {
        self.items.get(&start).copied()
    }

    fn members(&self, list: u32) -> usize {
        self.members.get(list as usize).copied().unwrap_or(0)
    }
}

/// The name an item begins with. One that is the text of a link stays where it is.
fn name(document: &Document, item: &ListItem) -> Option<Name> {
    let text = document.blocks()[item.text? as usize].span.clone();
    let (id, rest) = lead_id::split(document.source(), text.clone());
    let linked = document.text(&rest).starts_with(['(', '[']);
    let id = id.filter(|_| !linked)?;
    Some(Name {
        id,
        lead: text.start..rest.start,
    })
}

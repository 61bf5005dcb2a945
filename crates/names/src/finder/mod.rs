//! Puts it together: lists, shapes, recogniser and the text's own memory.

mod abbreviations;
mod assemble;
mod claims;
mod exact;
mod identity;
mod judge;
mod memory;
mod owners;
mod profiles;
mod rolls;
mod shapes;
mod terms;
mod turns;

pub use judge::first_look;
pub use terms::Terms;

use crate::{
    CustomerList, Mention, Roster, Tier, Zone,
    lexicon::Lexicon,
    recogniser::{features::View, model::Model, spelling::Spelling, usage::Usages},
    token::tokenise,
};
use claims::Claims;

/// Finds people and customers in texts. Made once, used for many texts, from any thread.
#[derive(Debug)]
pub struct Finder {
    brain: Brain,
    roster: Roster,
    customers: CustomerList,
    terms: Terms,
}

/// What the recogniser has learnt.
#[derive(Clone, Copy, Debug)]
pub struct Brain {
    /// What is known of words.
    pub lexicon: Lexicon,
    /// How names are spelt.
    pub spelling: Spelling,
    /// What speaks for a name.
    pub model: Model,
    /// What the company it keeps adds.
    pub second: Model,
}

impl Brain {
    /// The one embedded in the program.
    pub fn embedded() -> Self {
        Brain {
            lexicon: Lexicon::embedded(),
            spelling: Spelling::embedded(),
            model: Model::embedded(),
            second: Model::embedded_second(),
        }
    }
}

impl Finder {
    /// A finder that knows these people, customers and terms besides what is embedded.
    pub fn new(roster: Option<Roster>, customers: Option<CustomerList>, terms: Terms) -> Self {
        Self::with_brain(Brain::embedded(), roster, customers, terms)
    }

    /// A finder with tables other than the embedded ones: how training measures what it made.
    pub fn with_brain(
        brain: Brain,
        roster: Option<Roster>,
        customers: Option<CustomerList>,
        terms: Terms,
    ) -> Self {
        Finder {
            brain,
            roster: roster.unwrap_or_default(),
            customers: customers.unwrap_or_default(),
            terms,
        }
    }

    /// The roster in use; empty if there is none.
    pub fn roster(&self) -> &Roster {
        &self.roster
    }

    /// The customer list in use; empty if there is none.
    pub fn customers(&self) -> &CustomerList {
        &self.customers
    }

    /// Every mention of a person or a customer in `source`, in order, none overlapping another.
    ///
    /// `zones` are in order, do not overlap and lie on character boundaries of `source`.
    pub fn find(&self, source: &str, zones: &[Zone]) -> Vec<Mention> {
        let tokens = tokenise(source, zones, &self.brain.lexicon);
        let usages = Usages::count(&tokens);
        let view = View {
            source,
            zones,
            tokens: &tokens,
            usages: &usages,
            spelling: self.brain.spelling,
        };
        let mut claims = Claims::new(&view);
        self.terms.bar(&tokens, &mut claims);
        // Addresses first: a name within one is part of it.
        shapes::addresses(self, &view, &mut claims);
        exact::people(&self.roster, &view, &mut claims);
        exact::customers(&self.customers, &view, &mut claims);
        abbreviations::bar(&view, &mut claims);
        shapes::claim(self, &view, &mut claims);
        let mut verdicts = judge::judge(self, &view, &claims);
        assemble::claim(&view, &verdicts, Tier::Likely, &mut claims);
        rolls::claim(&view, &mut claims);
        turns::claim(&view, &mut claims);
        profiles::claim(&view, &mut claims);
        owners::claim(&view, &mut claims);
        memory::recall(&view, &mut verdicts, &mut claims);
        // What nothing else in the text speaks for.
        assemble::claim(&view, &verdicts, Tier::Possible, &mut claims);
        identity::mentions(&self.roster, &view, claims)
    }
}

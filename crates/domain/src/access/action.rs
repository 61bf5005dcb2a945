//! Everything somebody can want to do.

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $key:literal $(, $second:ident)?;)+) => {
        /// Something somebody wants to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])* $name,)+
        }

        impl Action {
            /// In the order of the table's rows.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Stable, as written in the table and the audit log.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$name => $key,)+
                }
            }

            /// Whoever asked, wrote or did it first cannot do this: an invariant, not a setting.
            pub const fn needs_second_person(self) -> bool {
                match self {
                    $(Self::$name => actions!(@second $($second)?),)+
                }
            }
        }
    };
    (@second second_person) => { true };
    (@second) => { false };
}

actions! {
    /// Begin a COE.
    StartCoe = "start-coe";
    /// Know that it exists, its stage and its clock.
    ReadStatus = "read-status";
    /// Read the text as it is written.
    ReadDraft = "read-draft";
    /// Read the latest frozen text.
    ReadRevision = "read-revision";
    /// Read what is published.
    ReadPublished = "read-published";
    /// Change the text.
    WriteText = "write-text";
    /// Put a label into the text by the picker.
    InsertLabel = "insert-label";
    /// Put a label in place of a name, or blur what points at somebody.
    ReplaceByLabel = "replace-by-label";
    /// Add and remove authors.
    ChangeAuthors = "change-authors";
    /// Let somebody read the draft, or no longer.
    Invite = "invite";
    /// Name its readers.
    Restrict = "restrict";
    /// Let everybody know of it again.
    LiftRestriction = "lift-restriction";
    /// Name new readers when all are gone; with a second lead.
    RegrantReaders = "regrant-readers", second_person;
    /// Have the text reviewed, also anew after a change, and take it back.
    Submit = "submit";
    /// Show the approved text to everybody.
    Publish = "publish";
    /// Begin or give up a corrected text.
    Correct = "correct-published";
    /// Say why a finding is wrong here.
    DismissFinding = "dismiss-finding";
    /// Agree that it is.
    ConfirmDismissal = "confirm-dismissal", second_person;
    /// Say something about the text.
    Comment = "comment";
    /// Propose a change of the text.
    Suggest = "suggest";
    /// Put a proposed change into the text, or decline it.
    SettleSuggestion = "settle-suggestion";
    /// Put a question to a label.
    AskLabel = "ask-label";
    /// Answer as one's label.
    AnswerAsLabel = "answer-as-label";
    /// Take a free seat of its review.
    ClaimReview = "claim-review", second_person;
    /// Learn beside a bar raiser.
    ShadowReview = "shadow-review", second_person;
    /// Give a free seat to somebody.
    ChooseBarRaiser = "choose-bar-raiser";
    /// Approve, request changes, recuse; find nobody identifiable.
    DecideReview = "decide-review", second_person;
    /// Commit the team's time to the corrections.
    AcceptCorrections = "accept-corrections";
    /// Answer for the corrections after severity 1.
    AcceptAsDirector = "accept-as-director";
    /// Take a correction on, decline it, move its due date, hand it over.
    DecideCorrection = "decide-correction";
    /// Begin a correction, say that it is done, link its tracker.
    WorkOnCorrection = "work-on-correction";
    /// Say whether a correction met its success measure.
    VerifyCorrection = "verify-correction", second_person;
    /// Raise a risk, or raise it again.
    RaiseRisk = "raise-risk";
    /// Fund, accept or reject a risk.
    DecideRisk = "decide-risk";
    /// Record an incident and its times.
    RecordIncident = "record-incident";
    /// Ask to look behind a label.
    AskDisclosure = "ask-disclosure";
    /// Let somebody look behind a label.
    GrantDisclosure = "grant-disclosure", second_person;
    /// See who looked behind one's own label.
    SeeDisclosuresOfSelf = "see-disclosures-of-self";
    /// Hand over a suspicion of intent.
    OpenReferral = "open-referral";
    /// Read a referral.
    ReadReferral = "read-referral";
    /// Read the figures about disclosures and referrals.
    ReadTransparencyReport = "read-transparency-report";
    /// Make somebody a bar raiser.
    AppointBarRaiser = "appoint-bar-raiser", second_person;
    /// Bring a new roster, or list of customers or vendors.
    ImportLists = "import-lists";
    /// Give and take accounts.
    ChangeAccounts = "change-accounts";
    /// Change settings.
    ChangeSettings = "change-settings";
    /// Read and check the audit log.
    ReadAuditLog = "read-audit-log";
    /// Destroy a person's key.
    ErasePerson = "erase-person", second_person;
}

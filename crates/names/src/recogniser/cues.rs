//! Words that say what stands beside them.

use crate::fold::{Key, key_ascii};

/// Words before somebody who is named.
pub const CUES: [Key; 22] = [
    key_ascii(b"by"),
    key_ascii(b"with"),
    key_ascii(b"from"),
    key_ascii(b"cc"),
    key_ascii(b"thanks"),
    key_ascii(b"to"),
    key_ascii(b"and"),
    key_ascii(b"ping"),
    key_ascii(b"pinged"),
    key_ascii(b"pings"),
    key_ascii(b"paged"),
    key_ascii(b"pages"),
    key_ascii(b"asked"),
    key_ascii(b"asks"),
    key_ascii(b"told"),
    key_ascii(b"tells"),
    key_ascii(b"user"),
    key_ascii(b"account"),
    key_ascii(b"username"),
    key_ascii(b"log"),
    key_ascii(b"author"),
    key_ascii(b"credit"),
];

/// Words beside an account's name.
pub const ACCOUNT: [Key; 8] = [
    key_ascii(b"account"),
    key_ascii(b"user"),
    key_ascii(b"username"),
    key_ascii(b"login"),
    key_ascii(b"maintainer"),
    key_ascii(b"owner"),
    key_ascii(b"by"),
    key_ascii(b"invites"),
];

/// What hosts end in.
pub const TOP_LEVEL: [Key; 14] = [
    key_ascii(b"com"),
    key_ascii(b"org"),
    key_ascii(b"net"),
    key_ascii(b"io"),
    key_ascii(b"dev"),
    key_ascii(b"app"),
    key_ascii(b"co"),
    key_ascii(b"uk"),
    key_ascii(b"de"),
    key_ascii(b"fr"),
    key_ascii(b"eu"),
    key_ascii(b"edu"),
    key_ascii(b"gov"),
    key_ascii(b"example"),
];

/// Words over, or before, a list of people.
pub const ROLLS: [Key; 34] = [
    key_ascii(b"attendees"),
    key_ascii(b"attendee"),
    key_ascii(b"attending"),
    key_ascii(b"attended"),
    key_ascii(b"present"),
    key_ascii(b"apologies"),
    key_ascii(b"participants"),
    key_ascii(b"people"),
    key_ascii(b"responders"),
    key_ascii(b"responder"),
    key_ascii(b"author"),
    key_ascii(b"authors"),
    key_ascii(b"contributors"),
    key_ascii(b"credits"),
    key_ascii(b"thanks"),
    key_ascii(b"acknowledgements"),
    key_ascii(b"owner"),
    key_ascii(b"owners"),
    key_ascii(b"assignee"),
    key_ascii(b"assigned"),
    key_ascii(b"who"),
    key_ascii(b"dri"),
    key_ascii(b"reporter"),
    key_ascii(b"reviewer"),
    key_ascii(b"reviewers"),
    key_ascii(b"facilitator"),
    key_ascii(b"scribe"),
    key_ascii(b"notes"),
    key_ascii(b"lead"),
    key_ascii(b"commander"),
    key_ascii(b"involved"),
    key_ascii(b"watchers"),
    key_ascii(b"approver"),
    key_ascii(b"oncall"),
];

/// Words whose nearness speaks for a customer.
pub const NEAR_CUSTOMER: [Key; 12] = [
    key_ascii(b"customer"),
    key_ascii(b"customers"),
    key_ascii(b"client"),
    key_ascii(b"clients"),
    key_ascii(b"tenant"),
    key_ascii(b"tenants"),
    key_ascii(b"account"),
    key_ascii(b"accounts"),
    key_ascii(b"merchant"),
    key_ascii(b"merchants"),
    key_ascii(b"contract"),
    key_ascii(b"subscriber"),
];

/// What stands for a time zone or half of a day.
pub const ZONES: [Key; 12] = [
    key_ascii(b"utc"),
    key_ascii(b"gmt"),
    key_ascii(b"z"),
    key_ascii(b"am"),
    key_ascii(b"pm"),
    key_ascii(b"cet"),
    key_ascii(b"cest"),
    key_ascii(b"bst"),
    key_ascii(b"est"),
    key_ascii(b"edt"),
    key_ascii(b"pst"),
    key_ascii(b"pdt"),
];

/// Words that stand before things, not before people's names.
pub const ARTICLES: [Key; 8] = [
    key_ascii(b"the"),
    key_ascii(b"a"),
    key_ascii(b"an"),
    key_ascii(b"our"),
    key_ascii(b"this"),
    key_ascii(b"each"),
    key_ascii(b"every"),
    key_ascii(b"its"),
];

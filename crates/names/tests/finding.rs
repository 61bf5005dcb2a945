//! People and customers nobody listed.

use names::{Finder, Form, Kind, Mention, Terms, Tier, Zone, ZoneKind};

/// One zone of running text for each paragraph.
pub fn prose(text: &str) -> Vec<Zone> {
    let mut zones = Vec::new();
    let mut start = 0;
    for (block, paragraph) in text.split("\n\n").enumerate() {
        let end = start + paragraph.len();
        zones.push(Zone {
            range: start..end,
            kind: ZoneKind::Prose,
            block: block as u32,
            label: None,
        });
        start = end + 2;
    }
    zones
}

/// A finder without lists.
pub fn finder() -> Finder {
    Finder::new(None, None, Terms::default())
}

/// What is found, of at least a tier, and its kind.
pub fn found<'a>(finder: &Finder, text: &'a str, least: Tier) -> Vec<(&'a str, Kind)> {
    let mentions = finder.find(text, &prose(text));
    mentions
        .into_iter()
        .filter(|m| m.tier >= least)
        .map(|m: Mention| (&text[m.range], m.kind))
        .collect()
}

fn people(text: &str) -> Vec<&str> {
    found(&finder(), text, Tier::Likely)
        .into_iter()
        .filter(|(_, kind)| *kind == Kind::Person)
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn people_are_found_by_name_and_again_by_part_of_it() {
    let text = "At 10:02 Rosalind Achterberg restarted the broker. Later Achterberg asked Tomasz to watch it.";
    assert_eq!(
        people(text),
        ["Rosalind Achterberg", "Achterberg", "Tomasz"]
    );
}

#[test]
fn logins_made_of_a_name_in_the_text_are_that_person() {
    let text = "Vikram Deshpande ran the plan.\n\nThe apply came from vdeshpande, and the second from deshpande.v on the bastion.";
    let finder = finder();
    let mentions = finder.find(text, &prose(text));
    let who: Vec<_> = mentions
        .iter()
        .map(|m| (&text[m.range.clone()], m.identity.0))
        .collect();
    assert_eq!(
        who,
        [
            ("Vikram Deshpande", 0),
            ("vdeshpande", 0),
            ("deshpande.v", 0)
        ]
    );
}

#[test]
fn technologies_named_like_people_are_none() {
    for text in [
        "Jenkins restarted Kafka, and Cassandra lost a node; Grafana and Prometheus showed it.",
        "The Hermes relay and the Athena query ran in Frankfurt in June 2024.",
        "Dijkstra's algorithm is not at fault, and no Heisenbug was seen.",
        "Pascal, Ada and Julia are languages.",
    ] {
        assert_eq!(people(text), [""; 0], "{text}");
    }
}

#[test]
fn handles_are_people_and_packages_are_none() {
    let text =
        "cc @t.okonkwo and @marisol-q. We updated @types/node to left-pad@1.3.0 and told @channel.";
    assert_eq!(people(text), ["@t.okonkwo", "@marisol-q"]);
}

#[test]
fn an_address_is_one_mention_and_a_mailing_list_is_none() {
    let text = "Mail from marta.kowalczyk@firm.example went to sre-team@firm.example.";
    let finder = finder();
    let mentions = finder.find(text, &prose(text));
    assert_eq!(mentions.len(), 1);
    assert_eq!(
        (&text[mentions[0].range.clone()], mentions[0].form),
        ("marta.kowalczyk@firm.example", Form::Email)
    );
}

#[test]
fn role_labels_and_their_slugs_are_nobody() {
    let text = "Oncall 1 paged Person 2; the path was /home/person-2 and Customer 3 called.";
    assert_eq!(found(&finder(), text, Tier::Possible), []);
}

#[test]
fn the_organisations_own_terms_are_nobody() {
    let text = "Rosalind restarted the broker.";
    assert_eq!(
        found(
            &Finder::new(None, None, Terms::new(["Rosalind"])),
            text,
            Tier::Possible
        ),
        []
    );
    assert_eq!(people(text), ["Rosalind"]);
}

#[test]
fn a_telephone_number_is_somebodys_and_a_version_is_not() {
    let text = "Call +44 20 7946 0958. Release 2026.11.22 has 1234567890 rows.";
    let mentions = finder().find(text, &prose(text));
    let phones: Vec<_> = mentions
        .iter()
        .filter(|m| m.form == Form::Phone)
        .map(|m| &text[m.range.clone()])
        .collect();
    assert_eq!(phones, ["+44 20 7946 0958"]);
}

#[test]
fn the_same_text_gives_the_same_mentions() {
    let text =
        "Ngozi Eze paged Ana; Ana called Borealis Freight Ltd, whose contact is J. Lindqvist.";
    let finder = finder();
    assert_eq!(
        finder.find(text, &prose(text)),
        finder.find(text, &prose(text))
    );
}

#[test]
fn slugs_of_role_labels_are_nobody_in_code_either() {
    let text = "sudo -u person-3 ls /home/oncall-for-storage/bin";
    let zones = [Zone {
        range: 0..text.len(),
        kind: ZoneKind::CodeBlock,
        block: 0,
        label: None,
    }];
    assert_eq!(finder().find(text, &zones), []);
}

#[test]
fn an_address_as_a_links_target_is_found_whole() {
    let text = "marta.kowalczyk@firm.example";
    let zones = [Zone {
        range: 0..text.len(),
        kind: ZoneKind::Target,
        block: 0,
        label: None,
    }];
    let mentions = finder().find(text, &zones);
    assert_eq!(
        mentions
            .iter()
            .map(|m| (m.range.clone(), m.form))
            .collect::<Vec<_>>(),
        [(0..text.len(), Form::Email)]
    );
}

#[test]
fn a_name_goes_on_over_a_quoted_line() {
    let text = "> The team said that Wanjiru\n> Kamau restarted it.";
    let zones = [2..28, 31..text.len()].map(|range| Zone {
        range,
        kind: ZoneKind::Prose,
        block: 0,
        label: None,
    });
    let mentions = finder().find(text, &zones);
    assert_eq!(
        mentions
            .iter()
            .map(|m| &text[m.range.clone()])
            .collect::<Vec<_>>(),
        ["Wanjiru\n> Kamau"]
    );
}

#[test]
fn who_is_addressed_by_title_is_somebody() {
    let text =
        "Ms Ostertag was told. Later Dr. Wunsch rang. The DR Site held; 20 ms Latency is fine.";
    assert_eq!(people(text), ["Ostertag", "Wunsch"]);
}

#[test]
fn who_signs_a_comment_in_code_is_somebody() {
    let text = "# applied 12:31 by ketxeberria\nSELECT a FROM b GROUP BY qvolume; -- sort by name";
    let code = Zone {
        range: 0..text.len(),
        kind: ZoneKind::CodeBlock,
        block: 0,
        label: None,
    };
    let who: Vec<_> = finder()
        .find(text, &[code])
        .into_iter()
        .filter(|m| m.tier >= Tier::Likely)
        .map(|m| &text[m.range])
        .collect();
    assert_eq!(who, ["ketxeberria"]);
}

#[test]
fn a_name_leads_to_the_profile_it_links_to() {
    let text = "Thanks to [Rosalind Achterberg](https://github.com/rachtwo) for the patch.";
    let address = text.find("https").expect("an address");
    let end = text.find(')').expect("its end");
    let zone = |range, kind| Zone {
        range,
        kind,
        block: 0,
        label: None,
    };
    let zones = [
        zone(0..address - 2, ZoneKind::Prose),
        zone(address..end, ZoneKind::Target),
        zone(end + 1..text.len(), ZoneKind::Prose),
    ];
    let mentions = finder().find(text, &zones);
    let who: Vec<_> = mentions.iter().map(|m| &text[m.range.clone()]).collect();
    assert_eq!(who, ["Rosalind Achterberg", "rachtwo"]);
}

#[test]
fn initials_known_by_what_they_do_are_known_everywhere() {
    let text = "Attendees: NK, TW, RB\n\n10:04 NK: no requests any more\n\n10:07 TW restarted it\n\n10:09 RB asked NK to wait\n\n10:15 DNS is fine";
    let found = people(text);
    assert!(
        found.iter().filter(|who| **who == "NK").count() >= 2,
        "{found:?}"
    );
    assert!(!found.contains(&"DNS"), "{found:?}");
}

#[test]
fn between_people_in_a_list_stand_people() {
    let text = "Attendees: NK, TW, RB, AN\n\n10:04 NK: no requests\n\n10:07 TW restarted it\n\n10:09 RB asked NK\n\n10:15 an EU region, a US one and an AP one";
    assert!(people(text).contains(&"AN"), "{:?}", people(text));
    let things = "Regions: EU, US, AP, AN\n\n10:04 NK: no requests\n\n10:07 TW restarted it";
    assert!(!people(things).contains(&"AN"), "{:?}", people(things));
}

#[test]
fn the_team_of_a_role_label_is_nobody() {
    let text = "Manager for Payments began to sell. Oncall for Market Data called. Manager for Rosalind Achterberg waited.";
    let found = found(&finder(), text, Tier::Possible);
    let names: Vec<_> = found.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["Rosalind Achterberg"]);
}

#[test]
fn initials_speak_where_others_do() {
    let text = "07.41 KV: calling them\n\n07.45 GT: done\n\n07.49 VM: till three works\n\n07.50 API: green";
    let found = people(text);
    assert_eq!(found, ["KV", "GT", "VM"]);
}

#[test]
fn a_list_under_a_word_that_promises_people_is_of_people() {
    assert_eq!(
        people("Attendees: EM, VM, SL, WG"),
        ["EM", "VM", "SL", "WG"]
    );
    assert!(people("Regions: EM, VM, SL, WG").is_empty());
}

#[test]
fn the_owner_of_an_address_is_known_from_the_text() {
    let text = "@gorsebush pushed it, see <https://github.com/gorsebush/tool> and \
        <https://github.com/kubernetes/kubernetes>.";
    assert_eq!(people(text), ["@gorsebush", "gorsebush"]);
}

#[test]
fn who_writes_in_a_copied_chat_is_somebody() {
    let text = "14:02 <fennelj> who restarted it\n14:03 <statusbot> up\n<dl> <dt> text";
    let zones = [Zone {
        range: 0..text.len(),
        kind: ZoneKind::CodeBlock,
        block: 0,
        label: None,
    }];
    let found: Vec<&str> = finder()
        .find(text, &zones)
        .into_iter()
        .map(|m| &text[m.range])
        .collect();
    assert_eq!(found, ["fennelj"]);
}

#[test]
fn an_abbreviation_that_is_explained_is_nobody() {
    let text = "The bug was in the Guest Agent (GA).\n\n10:04 GA: restarted by hand, then GA and RK \
                talked about load balancers (LBs).\n\n10:07 RK: LB: drained.";
    let found = people(text);
    assert!(found.contains(&"RK"), "{found:?}");
    assert!(
        !found.iter().any(|name| ["GA", "LB", "LBs"].contains(name)),
        "{found:?}"
    );
    let text =
        "Rosalind Achterberg (RA) led the call.\n\n10:04 RA: drained one cell.\n\n10:09 RA: done.";
    assert!(people(text).contains(&"RA"), "{:?}", people(text));
}

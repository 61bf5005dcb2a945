//! What the texts are made of. Topics keep to their own words, so that a search finds some of the
//! texts and not all.

/// A topic: what broke, how it broke, and sentences about it. `{part}` becomes a component,
/// `{n}` a number.
pub(super) struct Topic {
    pub(super) noun: &'static str,
    pub(super) faults: [&'static str; 4],
    pub(super) sentences: [&'static str; 6],
}

pub(super) const TOPICS: [Topic; 10] = [
    Topic {
        noun: "lease broker",
        faults: [
            "renewed no lease",
            "handed one lease to two holders",
            "forgot its leases",
            "expired every lease at once",
        ],
        sentences: [
            "The lease of {part} is renewed every {n} seconds, and the broker counts a renewal as late after twice that time.",
            "A holder that loses its lease stops taking work and asks the broker again after {n} seconds.",
            "The broker keeps leases in memory and writes a snapshot every {n} minutes, so a restart brings back old leases.",
            "When the clock of {part} jumped, every lease looked expired although its holder was alive.",
            "Fencing tokens would have kept the former holder from writing, and {part} does not check them.",
            "The drill of lease expiry ran with {n} holders, while production has a hundred times as many.",
        ],
    },
    Topic {
        noun: "certificate store",
        faults: [
            "served an expired certificate",
            "refused every handshake",
            "rotated to a chain nobody trusts",
            "lost its revocation list",
        ],
        sentences: [
            "The certificate of {part} was issued for {n} days and is renewed by a job that nobody watches.",
            "Clients pin the intermediate authority, so a new chain is refused until they fetch the bundle anew.",
            "The handshake with {part} failed with an unknown issuer, which the log shows {n} times.",
            "Renewal works over a challenge that the firewall of {part} has dropped since the spring.",
            "The expiry dashboard lists certificates by host and leaves out those that a load balancer terminates.",
            "A trust bundle is {n} kilobytes, and older agents cut it off after sixteen.",
        ],
    },
    Topic {
        noun: "billing ledger",
        faults: [
            "booked payments twice",
            "closed the day before its last entry",
            "rejected every refund",
            "fell behind by hours",
        ],
        sentences: [
            "The ledger books {n} entries a second and closes a day only when all partitions have reported.",
            "A payment that is sent twice is recognised by its reference, and {part} made a new reference for every attempt.",
            "The nightly reconciliation compares ledger and bank statement, and it reported {n} differences.",
            "Refunds pass through {part}, which holds them back while the day is being closed.",
            "Invoices of the affected day were computed anew from the journal, which took {n} minutes.",
            "The currency table is read once at the start of {part} and never again.",
        ],
    },
    Topic {
        noun: "message queue",
        faults: [
            "stopped delivering",
            "delivered out of order",
            "grew without bound",
            "dropped its oldest messages",
        ],
        sentences: [
            "The backlog of {part} grew to {n} thousand messages before any consumer was added.",
            "Consumers acknowledge in batches of {n}, so one poisoned message holds back the whole batch.",
            "Messages that fail five times go to a dead letter queue, and nothing reads the dead letters of {part}.",
            "The partition key is the shop, which puts the largest shops on one broker.",
            "Rebalancing of the consumers takes {n} seconds, during which {part} receives nothing.",
            "Retention is counted in bytes and not in hours, so a burst pushes out messages nobody has read.",
        ],
    },
    Topic {
        noun: "search index",
        faults: [
            "answered from a stale shard",
            "returned nothing",
            "merged segments for hours",
            "lost a replica of every shard",
        ],
        sentences: [
            "Shards of {part} hold {n} million documents each, twice what the sizing of last year assumed.",
            "The alias was switched before the new shards were warm, and queries took {n} times as long.",
            "Segment merges compete with queries for the disk, and the scheduler of {part} knows no priorities.",
            "An analyser was changed without indexing anew, so that queries and documents were cut into different words.",
            "Replicas are placed without regard to racks, and {n} of them stood in one.",
            "The relevance test suite covers forty queries and none with an empty answer.",
        ],
    },
    Topic {
        noun: "deployment pipeline",
        faults: [
            "released to every region at once",
            "skipped the canary",
            "rolled back halfway",
            "promoted an untested build",
        ],
        sentences: [
            "The canary of {part} serves {n} requests an hour, too few to show an error rate below five per cent.",
            "A rollback restores the binary and leaves the schema, which the older binary of {part} cannot read.",
            "Feature flags are evaluated at start, so the flag took effect only after {n} restarts.",
            "The pipeline waits for a health check that {part} answers before its caches are filled.",
            "Two releases were merged into one train, and the approval of the first counted for both.",
            "Baking time is {n} minutes, while the leak needed two hours to show.",
        ],
    },
    Topic {
        noun: "name resolver",
        faults: [
            "answered with an old address",
            "ran out of sockets",
            "cached a failure",
            "lost its upstream zone",
        ],
        sentences: [
            "The resolver of {part} caches negative answers for {n} seconds, longer than the zone was away.",
            "The zone transfer was refused after the allow list lost an address during a clean-up.",
            "Each lookup of {part} opens a socket of its own, and the kernel keeps {n} of them waiting.",
            "Search domains multiply every lookup by four, which nobody had counted.",
            "The serial of the zone went backwards, so that secondaries of {part} took the old zone for newer.",
            "Health checks use addresses and not names, so they stayed green for {n} minutes.",
        ],
    },
    Topic {
        noun: "session cache",
        faults: [
            "evicted live sessions",
            "was restarted empty",
            "split into two halves",
            "filled its memory",
        ],
        sentences: [
            "Eviction in {part} follows the time of writing, so sessions in use leave before idle ones.",
            "A cold cache sends {n} thousand reads a second to the database, which is sized for a tenth.",
            "The two halves of {part} elected a leader each, and writes to the smaller one were lost.",
            "Keys carry the release number, so that each release begins with an empty cache.",
            "Memory is counted without fragmentation, which adds {n} per cent on busy days.",
            "Request coalescing is switched on for {part} and off for sessions, for reasons no document gives.",
        ],
    },
    Topic {
        noun: "object storage",
        faults: [
            "refused writes in one cell",
            "repaired the wrong copies",
            "filled a volume to the brim",
            "listed objects that were gone",
        ],
        sentences: [
            "A cell of {part} has {n} volumes, and placement fills the emptiest one first.",
            "Repair traffic shares the network with customers' reads and has no ceiling.",
            "Tombstones are kept for {n} days, after which a returning volume of {part} brings objects back.",
            "Erasure coding needs six of nine fragments, and the maintenance plan took four racks away.",
            "The capacity forecast of {part} is linear, while uploads double in November.",
            "Checksums are verified on reading only, so {n} damaged fragments lay unnoticed.",
        ],
    },
    Topic {
        noun: "power and cooling plant",
        faults: [
            "lost one feed",
            "let a hall grow hot",
            "switched to batteries",
            "tripped a breaker",
        ],
        sentences: [
            "The generator behind {part} started after {n} seconds, and the batteries lasted for fewer.",
            "A temperature probe was mounted beside the door, so the hall was hotter than the panel said.",
            "Both feeds of the racks of {part} run through one transfer switch.",
            "The breaker is rated for {n} amperes, which the new servers exceed when all of them boot.",
            "Chilled water circulates for {n} minutes without pumps, long enough for a test and not for a repair.",
            "The vendor's maintenance window was entered in local time and read as universal time.",
        ],
    },
];

/// Sentences that fit everywhere.
pub(super) const COMMON: [&str; 16] = [
    "The alarm of {part} counts errors over {n} minutes, so a short peak does not reach its threshold.",
    "The graph shows the first deviation {n} minutes before anybody was paged.",
    "The runbook describes the restart and not the order in which the parts have to come back.",
    "The same weakness exists in {part}, which was checked on the following day and changed first.",
    "Capacity tests ran with {n} per cent of the load of a normal Monday.",
    "The default of the setting comes from a time when {part} had a tenth of its traffic.",
    "Without the quick isolation of {part} the harm would have been about {n} times as large.",
    "A request for this safeguard had been postponed for two quarters because other work came first.",
    "The incident call was joined by three teams, and each of them had a dashboard of its own.",
    "Nothing in the review of the design asked what happens when {part} answers slowly instead of not at all.",
    "The status page was updated {n} minutes after the first report, because the approval needs two people.",
    "Logs of {part} were sampled, and the sample held {n} of the failed requests.",
    "The retry policy multiplies a failure of {part} by three, and each layer has a policy of its own.",
    "The limit is written down in a wiki page that the configuration does not refer to.",
    "It took {n} minutes to find out which version of {part} was running where.",
    "The test environment has one region, so nothing that depends on distance is ever tested.",
];

/// What a timeline says.
pub(super) const STEPS: [(&str, &str); 10] = [
    ("Drained the affected cell", "traffic at 40 %"),
    (
        "Rolled back the last release of `{part}`",
        "errors unchanged",
    ),
    (
        "Raised the connection limit of `{part}`",
        "queue of 900 requests",
    ),
    ("Opened the incident call", "error rate at {n} %"),
    ("Ran `statectl show {part}`", "{n} of 48 hosts answer"),
    ("Restarted two hosts of `{part}`", "latency back to 80 ms"),
    ("Stopped the batch jobs", "load down by a third"),
    (
        "Compared the configuration with that of last week",
        "one line differs",
    ),
    ("Switched reads to the second region", "reads served again"),
    (
        "Confirmed the recovery on the graph",
        "error rate below 0.1 %",
    ),
];

/// Corrective actions: what, and how it is measured.
pub(super) const CORRECTIONS: [(&str, &str, &str); 8] = [
    (
        "guard",
        "Refuse a change of `{part}` that takes away more than a tenth of its hosts",
        "A larger change is refused in a test each week",
    ),
    (
        "detect",
        "Alarm when `{part}` answers slower than 500 ms for two minutes",
        "The alarm fires in a drill each quarter",
    ),
    (
        "eliminate",
        "Derive the limit of `{part}` from the load of the last 30 days",
        "No limit stands below twice the load",
    ),
    (
        "reduce",
        "Split `{part}` into cells of at most 5 % of the traffic",
        "The largest cell is measured every month",
    ),
    (
        "respond",
        "Give `{part}` a switch that sheds background work",
        "The switch is used in a drill each quarter",
    ),
    (
        "guard",
        "Check the expiry of everything `{part}` depends on in the pipeline",
        "A build with an old dependency fails",
    ),
    (
        "detect",
        "Measure the backlog of `{part}` in minutes instead of entries",
        "The dashboard shows minutes for every queue",
    ),
    (
        "eliminate",
        "Remove the manual step from the start of `{part}`",
        "A cold start needs nobody in a drill",
    ),
];

/// Questions and remarks of bar raisers.
pub(super) const REMARKS: [&str; 8] = [
    "How was it found out that the recovery was complete? A figure would help here.",
    "This explains the first failure. What kept the second region from taking over?",
    "Could the same happen today through another command?",
    "The second correction reads like a reminder. Can it be made impossible instead?",
    "Which of these was known before the incident?",
    "The impact is counted in requests. How many shops were that?",
    "What would have halved the time to the first alarm?",
    "The chain stops one step early: why had nobody measured it?",
];

// Texts that people write in the stories. Everything in them is invented.

/** The day before now, as the timeline needs it. */
export const day = new Date(Date.now() - 24 * 3600 * 1000).toISOString().slice(0, 10);

/** A day so many weeks ahead. */
export function weeks(ahead: number): string {
  return new Date(Date.now() + ahead * 7 * 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** A COE without a finding. `title` is the incident's. */
export function whole(title: string): string {
  return `---
title: ${title}
team: Delivery
specialty: availability
severity: 3
started: ${day}T08:02Z
detected: ${day}T08:20Z
engaged: ${day}T08:27Z
mitigated: ${day}T09:41Z
resolved: ${day}T10:30Z
tags: [label-printer, retry]
---

# Summary

On ${day} at 08:02 UTC the label service of warehouse south printed two labels for each parcel, because it repeats a print job that is not acknowledged within two seconds. For 99 minutes parcels carried two labels, and sorting sent 310 of 4,100 parcels to the wrong lane. A longer wait for the printer ended it.

# Impact

- 310 of 4,100 parcels of the morning (7.6 %) went to the wrong lane and left up to 5 hours late, between 08:02 and 09:41 UTC.
- 290 of 22,700 active customers (1.3 %) had a parcel on the next day. Customer 1 had 41 of them.
- 18 tickets; the status page was changed at 08:50.

# Timeline

All times UTC, ${day}.

| Time | Who | What happened | What they saw | Source |
|------|-----|---------------|---------------|--------|
| 08:02 | Label service | Sent the first print job twice | – | E-1 |
| 08:20 | Monitor | Paged Oncall for Delivery: sorting errors above 5 % | – | page 91001 |
| 08:27 | Oncall for Delivery | Opened the incident call | Two labels on each parcel of lane 3 | E-2 |
| 09:05 | Person 1 | Counted print jobs | Twice as many jobs as parcels | E-1 |
| 09:41 | Person 1 | Set the wait for the printer to 30 seconds | One label a parcel | E-2 |
| 10:30 | Oncall for Delivery | Declared the incident resolved | No sorting error for 40 minutes | E-2 |

# Detection and mitigation

Eighteen minutes, by sorting errors. Nothing counted labels for each parcel. Restarting the printers made sense at 08:40, as paper jams look the same on the floor.

# Five whys

1. Why were parcels in the wrong lane? Because the scanner read the second label first.
   1. Why were there two? Because the label service repeats a job that is not acknowledged within two seconds, and a job carries no number that the printer could compare.
   2. Why did the printer take longer? Because the new paper dries for three seconds, and the limit was measured with the old one.
2. Why did it take 18 minutes to notice? Because no check compares labels with parcels.

# Contributing factors

- F1: A print job carries no number, so a repeated one is printed again.
- F2: The limit for an answer is fixed and was measured with another paper.
- F3: Nothing compares labels with parcels.

# Prior warnings

The register for \`label-printer\` was read on ${day}. There is no risk on it, no level had decided on one, and no team had been asked.

# Corrective actions

| Id | Correction | Kind | Priority | Owner | Due | Addresses | Success measure |
|----|------------|------|----------|-------|-----|-----------|-----------------|
| C1 | Number each print job and let the printer refuse a number it has printed | eliminate | P1 | Delivery | ${weeks(8)} | F1 | A job sent ten times prints one label in a test each night |
| C2 | Measure the answer of each printer and set its limit from that | reduce | P2 | Delivery | ${weeks(12)} | F2 | No job is repeated in a week with the new paper |
| C3 | Page when labels and parcels differ by more than 10 in 5 minutes | detect | P2 | Delivery | ${weeks(10)} | F3 | A planted second label pages within 5 minutes |
`;
}

/** The same as somebody pastes it: with names, with a word of the night before, without a date. */
export function pasted(title: string): string {
  return whole(title)
    .replaceAll("Person 1", "Rafael Quintanilha")
    .replaceAll("Customer 1", "Kilima Coffee Cooperative")
    .replace("| 10:30 | Oncall for Delivery |", "| 10:30 | On-call for Delivery |")
    .replace(`| Delivery | ${weeks(8)} | F1`, "| Delivery |  | F1");
}

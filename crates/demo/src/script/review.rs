//! What happens in a review.

use domain::moment::Moment;

use super::{Scene, Step, earlier, later, scene};
use crate::data::{Assignment, Coe, Comment, Review, Verdict};

/// From the first submission to the publication.
pub(super) fn scenes<'a>(coe: &'a Coe, review: &'a Review) -> Vec<Scene<'a>> {
    let mut scenes = Vec::new();
    for (place, one) in review.dismissals.iter().enumerate() {
        scenes.push(scene(one.at, Step::Dismiss(coe, place)));
    }
    for (text, &at) in review.submitted.iter().enumerate() {
        if text > 0 {
            scenes.push(scene(earlier(at, 20), Step::Rewrite(coe, text)));
        }
        scenes.push(scene(at, Step::Submit(coe)));
    }
    scenes.extend(
        review
            .assignments
            .iter()
            .filter_map(|one| assignment(coe, one)),
    );
    scenes.extend(discussion(coe, review));
    scenes.extend(decisions(coe, review));
    let moments = [
        (review.corrections_accepted, Step::Accept(coe)),
        (review.director_accepted, Step::AcceptAsDirector(coe)),
        (review.published, Step::Publish(coe)),
    ];
    let known = moments
        .into_iter()
        .filter_map(|(at, step)| Some(scene(at?, step)));
    scenes.extend(known);
    scenes
}

fn assignment<'a>(coe: &'a Coe, one: &'a Assignment) -> Option<Scene<'a>> {
    if one.role == "shadow" {
        return Some(scene(one.assigned, Step::Shadow(coe, one)));
    }
    let ended = one.ended?;
    match one.outcome.as_str() {
        "recused" => Some(scene(ended, Step::Recuse(coe, one))),
        "timed out" => Some(scene(later(ended, 1), Step::Refresh(coe))),
        _ => None,
    }
}

fn discussion<'a>(coe: &'a Coe, review: &'a Review) -> Vec<Scene<'a>> {
    let mut scenes = Vec::new();
    for (place, comment) in review.comments.iter().enumerate() {
        scenes.push(scene(comment.at, Step::Comment(coe, place)));
        for (which, reply) in comment.replies.iter().enumerate() {
            scenes.push(scene(reply.at, Step::Reply(coe, place, which)));
        }
        if comment.state == "resolved" {
            scenes.push(scene(settled(comment), Step::ResolveThread(coe, place)));
        }
    }
    for (place, one) in review.suggestions.iter().enumerate() {
        scenes.push(scene(one.at, Step::Suggest(coe, place)));
    }
    for (place, question) in coe.questions.iter().enumerate() {
        scenes.push(scene(question.asked, Step::Ask(coe, place)));
        if let Some(at) = question.answered.or(question.declined) {
            scenes.push(scene(at, Step::Answer(coe, place)));
        }
    }
    scenes
}

/// When nothing remained to be said.
fn settled(comment: &Comment) -> Moment {
    let last = comment.replies.last().map_or(comment.at, |reply| reply.at);
    later(last, 4)
}

fn decisions<'a>(coe: &'a Coe, review: &'a Review) -> Vec<Scene<'a>> {
    let mut scenes = Vec::new();
    let approved = review.decisions.iter();
    let mut approved = approved.filter(|one| one.verdict == Verdict::Approve);
    if let Some(first) = approved.next() {
        for (place, one) in review.dismissals.iter().enumerate() {
            if !one.confirmed_by.is_empty() {
                scenes.push(scene(earlier(first.at, 20), Step::Confirm(coe, place)));
            }
        }
    }
    let decided = review.decisions.iter();
    scenes.extend(decided.map(|one| scene(one.at, Step::Decide(coe, one))));
    scenes
}

//! Every rule, in the order of its code.

use crate::Rule;
use crate::rules::{blame, cause, corrections, detail, names, own, review, secrets};

/// Every rule, in the order of its family and code.
pub static RULES: &[&Rule] = &[
    &names::person_name::PERSON_NAME,
    &names::person_handle::PERSON_HANDLE,
    &names::customer_name::CUSTOMER_NAME,
    &names::customer_identifier::CUSTOMER_IDENTIFIER,
    &names::gendered_pronoun::GENDERED_PRONOUN,
    &names::singling_out::SINGLING_OUT,
    &names::inconsistent_role_label::INCONSISTENT_ROLE_LABEL,
    &names::identifying_link::IDENTIFYING_LINK,
    &names::name_in_code_or_log::NAME_IN_CODE_OR_LOG,
    &names::name_in_attachment::NAME_IN_ATTACHMENT,
    &blame::human_error_as_cause::HUMAN_ERROR_AS_CAUSE,
    &blame::blaming_words::BLAMING_WORDS,
    &blame::counterfactual::COUNTERFACTUAL,
    &blame::punitive_correction::PUNITIVE_CORRECTION,
    &blame::hindsight::HINDSIGHT,
    &blame::why_who_question::WHY_WHO_QUESTION,
    &detail::missing_section::MISSING_SECTION,
    &detail::empty_section::EMPTY_SECTION,
    &detail::placeholder_left::PLACEHOLDER_LEFT,
    &cause::ends_at_a_person::ENDS_AT_A_PERSON,
    &cause::prior_warnings_not_discussed::PRIOR_WARNINGS_NOT_DISCUSSED,
    &corrections::no_owner::NO_OWNER,
    &corrections::no_due_date::NO_DUE_DATE,
    &corrections::vague_verb::VAGUE_VERB,
    &corrections::no_success_measure::NO_SUCCESS_MEASURE,
    &corrections::owner_is_a_person::OWNER_IS_A_PERSON,
    &corrections::no_corrections::NO_CORRECTIONS,
    &secrets::secret::SECRET,
    &own::own_phrase::OWN_PHRASE,
    &review::refused_dismissal::REFUSED_DISMISSAL,
];

/// The rule with this code or name.
pub fn rule(code_or_name: &str) -> Option<&'static Rule> {
    let is_it =
        |rule: &&Rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name;
    RULES.iter().copied().find(is_it)
}

/// The rule whose code or name is nearest to `written`, if any is near enough to be meant.
pub fn similar_rule(written: &str) -> Option<&'static Rule> {
    let known = RULES.iter().flat_map(|rule| [rule.name, rule.code]);
    crate::settings::nearest(written, known).and_then(rule)
}

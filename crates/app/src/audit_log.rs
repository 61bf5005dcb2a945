//! `audit_log`

//! Tests of the options that a query sends.

mod filter;
mod injection;
mod language;
mod query;
mod scopes;
mod typed_string;

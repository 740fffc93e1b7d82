//! Tests of the options that a query sends.

mod filter;
mod query;
mod scopes;

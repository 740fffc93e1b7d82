//! Tests of the options that a query sends.

mod expressions;
mod filter;
mod injection;
mod literals;
mod options;
mod query;
mod scopes;
mod shown;
mod typed_string;
mod zoo;

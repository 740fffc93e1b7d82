//! What a query asks for.

mod filter;
mod query;
mod scopes;

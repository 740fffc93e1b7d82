//! Queries: they choose the entities of a collection, their order, and their properties and related
//! entities.
//!
//! OData Protocol 4.01, section 11.2; URL Conventions 4.01, section 5.1. A query names properties
//! by the handles of the type (`GroupProperties`). A name is thus spelt only once, in the model,
//! and a value must have the type of the property. `expression` owns the syntax of conditions,
//! `operators` the comparisons, and `nested` the return values of closures over complex values and
//! collections.

mod error;
mod expand;
mod expression;
mod filter;
mod key;
mod lists;
mod literal;
mod nested;
mod operators;
mod options;
mod order_by;
mod path;
#[allow(
    clippy::module_inception,
    reason = "a query is what the module is named for"
)]
mod query;
mod select;

pub use error::QueryError;
pub use expand::{ExpandItem, IntoExpand};
pub use filter::{Condition, Filter};
pub use literal::Literal;
pub(crate) use literal::literal_of;
pub use nested::Nested;
pub use operators::{Comparable, Operand, StringProperty};
pub use order_by::{IntoOrderBy, OrderBy};
pub use path::NestedPropertyPath;
pub use query::{EntityCollection, IsCollection, OneEntity, Query};
pub use select::IntoSelect;

pub use crate::description::{
    Clearable, Navigable, NavigationPropertyPath, NotNull, Nullable, PropertyPath, PropertyScope,
    Queryable, ReadOnly, Writable,
};

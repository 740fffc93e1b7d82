//! Queries: they choose the entities of a collection, their order, and their properties and related
//! entities.
//!
//! OData Protocol 4.01, section 11.2; URL Conventions 4.01, section 5.1. A query names properties
//! by the handles of the type (`GroupProperties`). A name is thus spelt only once, in the model,
//! and a value must have the type of the property. `tree` owns the parts of expressions, and
//! `written` their text. `comparison`, `functions` and `collection` own the methods of properties.
//! `nested` owns the return values of closures over complex values.

#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time",
    feature = "uuid"
))]
mod adapters;
mod apply;
mod collection;
mod comparison;
mod entity_key;
mod error;
mod expand;
mod expression;
mod filter;
mod functions;
mod instance;
mod key;
mod kinds;
mod lists;
mod literal;
mod nested;
mod operand;
mod options;
mod order_by;
mod path;
#[allow(
    clippy::module_inception,
    reason = "a query is what the module is named for"
)]
mod query;
mod receivers;
mod search;
mod select;
mod tree;
mod written;

pub use apply::{Aggregate, IntoAggregates, IntoGroups, Transformations};
pub use comparison::{FlagsOperand, LeadsToOne};
pub use error::QueryError;
pub use expand::{ExpandItem, IntoExpand, Levels};
pub use expression::Expression;
pub use filter::{Condition, Filter};
pub use functions::{Case, max_date_time, min_date_time, now};
pub use instance::{AllProperties, Instance};
pub use kinds::{
    DateProperty, DateTimeProperty, DurationProperty, NumberProperty, StringProperty, TimeProperty,
};
pub use literal::Literal;
pub(crate) use literal::literal_of;
pub use nested::Nested;
pub use operand::{Comparable, Operand, SameKind};
pub use order_by::{IntoOrderBy, OrderBy, Sortable};
pub use path::NestedPropertyPath;
pub use query::{Applied, EntityCollection, Expanded, IsCollection, OneEntity, Query};
pub use search::{IntoSearch, Search, SearchableProperty};
pub use select::IntoSelect;

pub use crate::description::{
    Clearable, Navigable, NavigationPropertyPath, NotNull, Nullable, PropertyPath, PropertyScope,
    Queryable, ReadOnly, Writable,
};

//! Kinds of primitive types, which decide what functions a value has: strings, numbers, dates,
//! times and durations.
//!
//! OData URL Conventions 4.01, sections 5.1.1.2 to 5.1.1.9. A bound on one of these traits makes
//! the function of another kind an error at the place where it is called.

use crate::edm::Property;
use crate::edm::strings::{Date, DateTimeOffset, Duration, TimeOfDay};

macro_rules! kind {
    ($(#[$docs:meta])* $name:ident: $($ty:ty)*) => {
        $(#[$docs])*
        pub trait $name: Property {}

        $(
            #[diagnostic::do_not_recommend]
            impl $name for $ty {}
        )*
    };
}

kind! {
    /// A type whose values are strings in OData. Implement it for a type of your own whose
    /// [`EDM_TYPE`](Property::EDM_TYPE) is `Edm.String`.
    #[diagnostic::on_unimplemented(
        message = "values of `{Self}` are not strings",
        label = "only a string has this function",
        note = "of a collection, look at the items, `.any(|item| item.contains(…))`; compare other values with `eq`, `gt`, `ge`, `lt` and `le`; for a string type of your own implement `graph_model::query::StringProperty`"
    )]
    StringProperty: String Box<str>
}

kind! {
    /// A type whose values are numbers in OData.
    #[diagnostic::on_unimplemented(
        message = "values of `{Self}` are not numbers",
        label = "only a number has this function",
        note = "the number of items in a collection is its `count()`, and the length of a string its `length()`; dates have `add_duration`, `sub_duration` and `duration_since`"
    )]
    NumberProperty: u8 i8 i16 i32 i64 f32 f64
}

kind! {
    /// A type whose values have a year, a month and a day in OData: dates, and dates with times.
    #[diagnostic::on_unimplemented(
        message = "values of `{Self}` are not dates",
        label = "only a date has this function",
        note = "a string with a date is marked `#[graph(edm = Date)]` or `#[graph(edm = DateTimeOffset)]`"
    )]
    DateProperty: Date DateTimeOffset
}

kind! {
    /// A type whose values have an hour, a minute and a second in OData: times of day, and dates
    /// with times.
    #[diagnostic::on_unimplemented(
        message = "values of `{Self}` are not times",
        label = "only a time has this function",
        note = "a string with a time is marked `#[graph(edm = TimeOfDay)]` or `#[graph(edm = DateTimeOffset)]`"
    )]
    TimeProperty: TimeOfDay DateTimeOffset
}

kind! {
    /// A type whose values are dates with times and offsets in OData.
    #[diagnostic::on_unimplemented(
        message = "values of `{Self}` are not dates with times",
        label = "only a date with a time has this function",
        note = "a string with a date and a time is marked `#[graph(edm = DateTimeOffset)]`"
    )]
    DateTimeProperty: DateTimeOffset
}

kind! {
    /// A type whose values are durations in OData.
    #[diagnostic::on_unimplemented(
        message = "values of `{Self}` are not durations",
        label = "only a duration has this function",
        note = "a string with a duration is marked `#[graph(edm = Duration)]`"
    )]
    DurationProperty: Duration
}

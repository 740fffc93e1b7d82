//! Handles of properties: what a closure of a query is given.
//!
//! A handle is a name and the place it counts from: the entity itself, a complex property of it, or the item of a collection
//! inside `any`. Places are borrowed from the call that makes them, so handles are small and copied freely.

use std::fmt;
use std::marker::PhantomData;

use super::selection::Expansion;
use super::{Filter, Many, Query, Single};

/// A type whose properties can be named in queries. Implemented by the attributes; a type of one's own that is a property needs
/// three lines, to be the item of a collection that `any` looks through:
///
/// ```
/// # use graph_model::{EdmType, Place, Property, PropertyPath, Queryable};
/// # #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)] pub struct Tag(String);
/// # impl Property for Tag { const EDM_TYPE: EdmType = EdmType::String; }
/// impl Queryable for Tag {
///     type Properties<'p> = PropertyPath<'p, Self>;
///
///     fn properties(place: Place<'_>) -> Self::Properties<'_> {
///         place.itself()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the properties of `{Self}` cannot be named in a query",
    note = "annotate `{Self}`, or implement `graph_model::Queryable` for it"
)]
pub trait Queryable {
    /// The handles of the properties; a value that has none is its own handle.
    type Properties<'p>;

    /// The handles, counted from `place`.
    fn properties(place: Place<'_>) -> Self::Properties<'_>;
}

/// Where the names of properties count from.
#[derive(Clone, Copy)]
pub struct Place<'p>(Option<&'p Step<'p>>);

/// One step away from the entity.
enum Step<'p> {
    /// To a property that has properties itself.
    Property { of: Place<'p>, name: &'static str },
    /// To an item of a collection, inside an `any` of this depth.
    Item { depth: usize },
}

impl Place<'static> {
    /// The entity that is asked for.
    pub const ROOT: Self = Self(None);
}

impl<'p> Place<'p> {
    /// The handle of a property.
    #[must_use]
    pub const fn property<P>(self, name: &'static str) -> PropertyPath<'p, P> {
        PropertyPath {
            of: self,
            name,
            value: PhantomData,
        }
    }

    /// The handle of a relationship.
    #[must_use]
    pub const fn navigation<P>(self, name: &'static str) -> NavigationPath<'p, P> {
        NavigationPath(self.property(name))
    }

    /// The handle of the value itself, for a type without properties.
    #[must_use]
    pub const fn itself<P>(self) -> PropertyPath<'p, P> {
        self.property("")
    }

    /// How many `any` the place is inside of.
    fn depth(self) -> usize {
        match self.0 {
            None => 0,
            Some(Step::Property { of, .. }) => of.depth(),
            Some(Step::Item { depth }) => *depth,
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(Step::Property { of, name }) => of.property::<()>(name).fmt(f),
            Some(Step::Item { depth }) => write!(f, "item{depth}"),
        }
    }
}

impl fmt::Debug for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// The handle of a property whose value is a `P`, without `Option` and `Box`. Its `Display` is the name as queries write it.
///
/// Comparisons are in [`Filter`].
pub struct PropertyPath<'p, P> {
    of: Place<'p>,
    name: &'static str,
    value: PhantomData<fn() -> P>,
}

impl<'p, P> PropertyPath<'p, P> {
    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    fn step(&self) -> Step<'p> {
        Step::Property {
            of: self.of,
            name: self.name,
        }
    }
}

impl<P: Queryable> PropertyPath<'_, P> {
    /// What `then` makes of the properties of a complex value, such as a comparison.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_complex, graph_entity};
    /// #[graph_complex(odata = "microsoft.graph.physicalAddress")]
    /// pub struct PhysicalAddress {
    ///     pub city: Option<String>,
    /// }
    ///
    /// #[graph_entity(odata = "microsoft.graph.contact", path = "/me/contacts/{contactId}")]
    /// pub struct Contact {
    ///     pub home_address: Option<PhysicalAddress>,
    /// }
    ///
    /// let request = Contact::list()
    ///     .filter(|contact| contact.home_address.of(|address| address.city.eq("Berlin")))
    ///     .order_by(|contact| contact.home_address.of(|address| address.city.descending()))
    ///     .at(&ContactCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("$filter=homeAddress/city%20eq%20'Berlin'&$orderby=homeAddress/city%20desc")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn of<R>(&self, then: impl FnOnce(&P::Properties<'_>) -> R) -> R {
        let step = self.step();
        then(&P::properties(Place(Some(&step))))
    }
}

impl<P: Queryable> PropertyPath<'_, Vec<P>> {
    /// Whether one item of the collection fulfils the condition (OData URL Conventions 4.01, section 5.1.1.13.1).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// pub struct Group {
    ///     pub group_types: Vec<String>,
    /// }
    ///
    /// let request = Group::list()
    ///     .filter(|group| group.group_types.any(|group_type| group_type.eq("Unified")))
    ///     .at(&GroupCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("$filter=groupTypes/any(item1:item1%20eq%20'Unified')")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn any(&self, condition: impl FnOnce(&P::Properties<'_>) -> Filter) -> Filter {
        let item = Step::Item {
            depth: self.of.depth() + 1,
        };
        let item = Place(Some(&item));
        Filter::any(self, item, condition(&P::properties(item)))
    }
}

impl<P> Clone for PropertyPath<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for PropertyPath<'_, P> {}

impl<P> fmt::Display for PropertyPath<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.of.0, self.name) {
            (None, name) => f.write_str(name),
            (Some(_), "") => self.of.fmt(f),
            (Some(_), name) => write!(f, "{}/{name}", self.of),
        }
    }
}

impl<P> fmt::Debug for PropertyPath<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PropertyPath({self})")
    }
}

/// The handle of a relationship to an entity `P`, or to a collection of them where `P` is a `Vec`.
pub struct NavigationPath<'p, P>(PropertyPath<'p, P>);

impl<P> NavigationPath<'_, P> {
    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0.name
    }
}

impl<P: Queryable> NavigationPath<'_, P> {
    /// What `then` makes of the properties of the related entity, such as a comparison.
    pub fn of<R>(&self, then: impl FnOnce(&P::Properties<'_>) -> R) -> R {
        self.0.of(then)
    }

    /// The relationship with a query of its own, to be expanded.
    pub fn query(&self, query: impl FnOnce(Query<P, Single>) -> Query<P, Single>) -> Expansion {
        Expansion::with_query(&self.0, query(Query::new()))
    }
}

impl<P: Queryable> NavigationPath<'_, Vec<P>> {
    /// Whether one of the related entities fulfils the condition.
    pub fn any(&self, condition: impl FnOnce(&P::Properties<'_>) -> Filter) -> Filter {
        self.0.any(condition)
    }

    /// The relationship with a query of its own, to be expanded.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {
    ///     pub display_name: Option<String>,
    ///     #[graph(navigation)]
    ///     pub direct_reports: Vec<User>,
    /// }
    ///
    /// let request = User::get()
    ///     .expand(|user| {
    ///         user.direct_reports.query(|reports| reports.select(|user| user.display_name).top(5))
    ///     })
    ///     .at(&UserPath { user_id: "4f" })
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query(),
    ///     Some("$expand=directReports($select%3DdisplayName%3B$top%3D5)")
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn query(&self, query: impl FnOnce(Query<P, Many>) -> Query<P, Many>) -> Expansion {
        Expansion::with_query(&self.0, query(Query::new()))
    }
}

impl<P> Clone for NavigationPath<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for NavigationPath<'_, P> {}

impl<P> fmt::Display for NavigationPath<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<P> fmt::Debug for NavigationPath<'_, P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NavigationPath({self})")
    }
}

impl<T: Queryable> Queryable for Option<T> {
    type Properties<'p> = T::Properties<'p>;

    fn properties(place: Place<'_>) -> Self::Properties<'_> {
        T::properties(place)
    }
}

impl<T: Queryable> Queryable for Box<T> {
    type Properties<'p> = T::Properties<'p>;

    fn properties(place: Place<'_>) -> Self::Properties<'_> {
        T::properties(place)
    }
}

/// A value without properties is its own handle.
macro_rules! queryable_values {
    ($($value:ty),* $(,)?) => {
        $(
            impl $crate::Queryable for $value {
                type Properties<'p> = $crate::PropertyPath<'p, Self>;

                fn properties(place: $crate::Place<'_>) -> Self::Properties<'_> {
                    place.itself()
                }
            }
        )*
    };
}

pub(crate) use queryable_values;

queryable_values!(
    bool,
    u8,
    i8,
    i16,
    i32,
    i64,
    f32,
    f64,
    String,
    Box<str>,
    serde_json::Value
);

//! Handles of properties: what a closure of a query is given.
//!
//! A handle is a name and the place it counts from: the entity itself, a complex property of it, or the item of a collection
//! inside `any`. Handles are small, without lifetimes, and copied freely: the compiler sees one for each property of each model.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

use super::selection::Expansion;
use super::{Filter, Many, Query, Single};
use crate::members::Members;

/// A type whose properties can be named in queries. Implemented by the attributes; a type of one's own that is a property needs
/// three lines, to be the item of a collection that `any` looks through:
///
/// ```
/// # use graph_model::{EdmType, Place, Property, PropertyPath, Queryable};
/// # #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)] pub struct Tag(String);
/// # impl Property for Tag { const EDM_TYPE: EdmType = EdmType::String; }
/// impl Queryable for Tag {
///     type Properties = PropertyPath<Self>;
///
///     fn properties(place: Place) -> Self::Properties {
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
    type Properties;

    /// The handles, counted from `place`.
    fn properties(place: Place) -> Self::Properties;
}

/// Where the names of properties count from.
///
/// Each step away from the entity is made once for the whole program and kept: there are no more of them than queries name in its
/// source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place(Option<&'static Step>);

/// One step away from the entity.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    /// To a property that has properties itself.
    Property { of: Place, name: &'static str },
    /// To an item of a collection, inside an `any` of this depth.
    Item { depth: usize },
}

static STEPS: Mutex<BTreeSet<&'static Step>> = Mutex::new(BTreeSet::new());

impl Place {
    /// The entity that is asked for.
    pub const ROOT: Self = Self(None);

    fn after(step: Step) -> Self {
        // A set of references is whole whatever happened to another thread that held it.
        let mut steps = STEPS.lock().unwrap_or_else(PoisonError::into_inner);
        let known = steps.get(&step).copied();
        Self(Some(known.unwrap_or_else(|| {
            let step: &'static Step = Box::leak(Box::new(step));
            steps.insert(step);
            step
        })))
    }

    /// The handle of a property.
    pub(crate) const fn property<P>(self, name: &'static str) -> PropertyPath<P> {
        PropertyPath {
            of: self,
            name,
            value: PhantomData,
        }
    }

    /// The handle of a relationship.
    const fn navigation<P>(self, name: &'static str) -> NavigationPath<P> {
        NavigationPath(self.property(name))
    }

    /// The handle of the value itself, for a type without properties.
    #[must_use]
    pub const fn itself<P>(self) -> PropertyPath<P> {
        self.property("")
    }
}

/// How many `any` are being put together, one inside the other: each names its item anew, whatever collection it looks through.
struct Nesting {
    depth: usize,
}

thread_local! {
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

impl Nesting {
    fn enter() -> Self {
        let depth = DEPTH.get() + 1;
        DEPTH.set(depth);
        Self { depth }
    }
}

impl Drop for Nesting {
    fn drop(&mut self) {
        DEPTH.set(self.depth - 1);
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => Ok(()),
            Some(Step::Property { of, name }) => of.property::<()>(name).fmt(f),
            Some(Step::Item { depth }) => write!(f, "item{depth}"),
        }
    }
}

/// The handle of a property, as the attributes make it: they make so many that looking a method up each time is felt.
#[must_use]
pub const fn property<P>(place: Place, name: &'static str) -> PropertyPath<P> {
    place.property(name)
}

/// The handle of a relationship, as the attributes make it.
#[must_use]
pub const fn navigation<P>(place: Place, name: &'static str) -> NavigationPath<P> {
    place.navigation(name)
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Place({self})")
    }
}

/// The handle of a property whose value is a `P`, without `Option` and `Box`. Its `Display` is the name as queries write it.
///
/// Comparisons are in [`Filter`].
pub struct PropertyPath<P> {
    of: Place,
    name: &'static str,
    value: PhantomData<fn() -> P>,
}

impl<P> PropertyPath<P> {
    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The same property as a text, for services that know the members of an enumeration by their bare names (OData 4.01), rather
    /// than with the name of the type before them.
    #[must_use]
    pub fn as_text(&self) -> PropertyPath<String> {
        self.of.property(self.name)
    }

    /// Where the properties of the value count from.
    fn place(&self) -> Place {
        Place::after(Step::Property {
            of: self.of,
            name: self.name,
        })
    }
}

impl<P: Queryable> PropertyPath<P> {
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
    pub fn of<R>(&self, then: impl FnOnce(&P::Properties) -> R) -> R {
        then(&P::properties(self.place()))
    }
}

impl<P: Queryable> PropertyPath<Vec<P>> {
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
    pub fn any(&self, condition: impl FnOnce(&P::Properties) -> Filter) -> Filter {
        let nesting = Nesting::enter();
        let item = Place::after(Step::Item {
            depth: nesting.depth,
        });
        Filter::any(self, item, condition(&P::properties(item)))
    }
}

impl<P> Clone for PropertyPath<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for PropertyPath<P> {}

impl<P> fmt::Display for PropertyPath<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.of.0, self.name) {
            (None, name) => f.write_str(name),
            (Some(_), "") => self.of.fmt(f),
            (Some(_), name) => write!(f, "{}/{name}", self.of),
        }
    }
}

impl<P> fmt::Debug for PropertyPath<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PropertyPath({self})")
    }
}

/// The handle of a relationship to an entity `P`, or to a collection of them where `P` is a `Vec`.
pub struct NavigationPath<P>(PropertyPath<P>);

impl<P> NavigationPath<P> {
    /// The name on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0.name
    }
}

impl<P: Queryable> NavigationPath<P> {
    /// What `then` makes of the properties of the related entity, such as a comparison.
    pub fn of<R>(&self, then: impl FnOnce(&P::Properties) -> R) -> R {
        self.0.of(then)
    }

    /// The relationship with a query of its own, to be expanded.
    pub fn query(&self, query: impl FnOnce(Query<P, Single>) -> Query<P, Single>) -> Expansion {
        Expansion::with_query(&self.0, query(Query::new()))
    }
}

impl<P: Queryable> NavigationPath<Vec<P>> {
    /// Whether one of the related entities fulfils the condition.
    pub fn any(&self, condition: impl FnOnce(&P::Properties) -> Filter) -> Filter {
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

impl<P> Clone for NavigationPath<P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for NavigationPath<P> {}

impl<P> fmt::Display for NavigationPath<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<P> fmt::Debug for NavigationPath<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NavigationPath({self})")
    }
}

impl<T: Members> Queryable for T {
    type Properties = <T as Members>::Properties;

    fn properties(place: Place) -> Self::Properties {
        <T as Members>::properties(place)
    }
}

impl<T: Queryable> Queryable for Option<T> {
    type Properties = T::Properties;

    fn properties(place: Place) -> Self::Properties {
        T::properties(place)
    }
}

/// A value without properties is its own handle.
macro_rules! queryable_values {
    ($($value:ty),* $(,)?) => {
        $(
            impl $crate::Queryable for $value {
                type Properties = $crate::PropertyPath<Self>;

                fn properties(place: $crate::Place) -> Self::Properties {
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

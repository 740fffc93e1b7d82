//! Queries for one entity, and for a collection.

use std::fmt;
use std::marker::PhantomData;

use super::apply::Transformations;
use super::error::QueryError;
use super::expand::{ExpandItem, IntoExpand, Levels};
use super::expression::{Expression, ToTree};
use super::filter::Condition;
use super::instance::{Instance, identifier};
use super::options::Options;
use super::order_by::IntoOrderBy;
use super::path::{NestedPropertyPath, Path, ToPath};
use super::search::IntoSearch;
use super::select::IntoSelect;
use crate::description::{NavigationPropertyPath, Queryable, TypeDescription};
use crate::wire::StructuredType;

mod sealed {
    /// Keeps other crates from implementing [`IsCollection`](super::IsCollection).
    pub trait Sealed {}

    impl Sealed for super::EntityCollection {}
    impl<T> Sealed for super::Applied<T> {}
}

/// A query for one entity; see [`Query`].
#[derive(Clone, Copy, Debug)]
pub struct OneEntity;

/// A query for a collection; see [`Query`].
#[derive(Clone, Copy, Debug)]
pub struct EntityCollection;

/// A kind of query whose response has many items: [`EntityCollection`] or [`Applied`].
#[diagnostic::on_unimplemented(
    message = "a query for one entity does not filter, order, count or page",
    label = "of one entity",
    note = "`T::list()` starts a query for a collection"
)]
pub trait IsCollection: sealed::Sealed {}

#[diagnostic::do_not_recommend]
impl IsCollection for EntityCollection {}

/// A query for values that a service calculates from a collection of `T`; see [`Query::apply`].
pub struct Applied<T>(PhantomData<fn() -> T>);

#[diagnostic::do_not_recommend]
impl<T> IsCollection for Applied<T> {}

/// The query of an expanded relationship.
#[diagnostic::on_unimplemented(
    message = "only an expanded relationship has levels",
    label = "a query has no levels",
    note = "write `.expand(|user| user.manager.query(|manager| manager).levels(3))`"
)]
pub trait Expanded {}

/// A query for one entity ([`OneEntity`], made by `T::get()`), for a collection
/// ([`EntityCollection`], made by `T::list()`), or for related entities (made by
/// [`NavigationPropertyPath::query`]).
///
/// Closures receive the properties of the type. The compared values are typed, quoted and encoded:
///
/// ```
/// use graph_model::{Endpoint, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
/// pub struct User {
///     pub display_name: Option<String>,
///     pub account_enabled: Option<bool>,
///     #[graph(navigation)]
///     pub manager: Option<Box<User>>,
/// }
///
/// let request = User::list()
///     .select(|user| (user.id, user.display_name))
///     .filter(|user| user.account_enabled.eq(true).and(user.display_name.eq("O'Neil")))
///     .expand(|user| user.manager)
///     .order_by(|user| user.display_name)
///     .top(5)
///     .at(&UserCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.uri(),
///     "https://graph.microsoft.com/v1.0/users?$select=id,displayName&$expand=manager\
///      &$filter=accountEnabled%20eq%20true%20and%20displayName%20eq%20'O''Neil'&$orderby=displayName&$top=5"
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[must_use = "a query does nothing until it is sent"]
pub struct Query<T, K> {
    options: Options,
    cast: Option<&'static str>,
    mistake: Option<QueryError>,
    of: PhantomData<fn() -> (T, K)>,
}

impl<T, K> Default for Query<T, K> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T, K> Clone for Query<T, K> {
    fn clone(&self) -> Self {
        Self {
            options: self.options.clone(),
            cast: self.cast,
            mistake: self.mistake.clone(),
            of: PhantomData,
        }
    }
}

impl<T, K> fmt::Debug for Query<T, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.options.given()).finish()
    }
}

impl<T, K> Query<T, K> {
    /// Starts a query without options. Types have the functions `T::get` and `T::list` for this.
    pub fn new() -> Self {
        Self {
            options: Options::default(),
            cast: None,
            mistake: None,
            of: PhantomData,
        }
    }

    /// The parts of the query that a request needs: the cast after the path, the options by name
    /// and value, and the first mistake.
    pub(crate) fn into_parts(
        self,
    ) -> (
        Option<&'static str>,
        impl Iterator<Item = (&'static str, String)>,
        Option<QueryError>,
    ) {
        let options: Vec<_> = self.options.given().collect();
        (self.cast, options.into_iter(), self.mistake)
    }

    /// Whether the query has any option.
    pub(crate) fn has_options(&self) -> bool {
        self.options.given().next().is_some()
    }

    /// The same query, with a cast to this type after the path, unless it has one.
    pub(crate) fn cast_to(mut self, ty: &'static TypeDescription) -> Self {
        self.cast.get_or_insert(ty.name());
        self
    }

    /// The same query for the number of its items. Only a filter and a search change that number.
    pub(crate) fn of_count(mut self) -> Self {
        self.options = Options {
            filter: self.options.filter,
            search: self.options.search,
            ..Options::default()
        };
        self
    }

    fn note(&mut self, mistake: Option<QueryError>) {
        if self.mistake.is_none() {
            self.mistake = mistake;
        }
    }
}

impl<T: Queryable, K> Query<T, K> {
    /// Asks for these properties, in addition to those asked for before. The closure returns one
    /// property, or a tuple or an array of them.
    ///
    /// OData Protocol 4.01, section 11.2.5.1. A property that is not selected is absent from the
    /// response. In the model it should be an `Option` or a `Vec`, or have a `default`.
    #[doc(alias = "fields")]
    pub fn select<S: IntoSelect>(mut self, properties: impl FnOnce(&Instance<T>) -> S) -> Self {
        let instance = Instance::new();
        let mut paths = Vec::new();
        properties(&instance).add_to(&mut paths);
        for mut path in paths {
            path.nest(instance.scope(), &Path::root());
            self.note(path.mistake_in_selection());
            self.options.select.push(path.names().to_owned());
        }
        self
    }

    /// Asks for all properties of the model and its base types, but not for others that the service
    /// has. This replaces earlier selections.
    ///
    /// Relationships are not included; expand them instead.
    pub fn select_all(mut self) -> Self
    where
        T: StructuredType,
    {
        let names = T::TYPE
            .all_properties()
            .filter(|property| !property.is_navigation())
            .map(|property| property.name().to_owned());
        self.options.select = names.collect();
        self
    }

    /// Asks for related entities along with the entity. The closure returns one relationship, or a
    /// tuple, array or `Vec` of them. Each can have its own
    /// [`query`](NavigationPropertyPath::query).
    ///
    /// OData Protocol 4.01, section 11.2.5.2.
    #[doc(alias = "include")]
    pub fn expand<E: IntoExpand>(mut self, relationships: impl FnOnce(&Instance<T>) -> E) -> Self {
        let instance = Instance::new();
        let mut items = Vec::new();
        relationships(&instance).add_to(&mut items);
        for mut item in items {
            item.nest(instance.scope(), &Path::root());
            self.note(item.mistake());
            let repeated = self.options.add_expansion(item.target(), item.text());
            self.note(repeated);
        }
        self
    }
}

/// The options of a query for a collection.
impl<T: Queryable, K> Query<T, K> {
    /// Asks for the items that meet this condition and all conditions before it.
    ///
    /// OData Protocol 4.01, section 11.2.6.1.
    #[doc(alias = "where")]
    pub fn filter<C: Condition>(mut self, condition: impl FnOnce(&Instance<T>) -> C) -> Self
    where
        K: IsCollection,
    {
        let instance = Instance::new();
        let mut filter = condition(&instance).into_filter();
        filter.nest(instance.scope(), &Path::root());
        self.note(filter.mistake());
        self.options.filter = Some(match self.options.filter.take() {
            Some(before) => before.and(filter),
            None => filter,
        });
        self
    }

    /// Orders the items by one property, or by a tuple, array or `Vec` of properties. Later
    /// properties decide between items that are equal in the earlier ones.
    ///
    /// OData Protocol 4.01, section 11.2.6.2. A property by itself means its ascending order.
    #[doc(alias = "sort_by")]
    #[doc(alias = "orderby")]
    pub fn order_by<O: IntoOrderBy>(mut self, order: impl FnOnce(&Instance<T>) -> O) -> Self
    where
        K: IsCollection,
    {
        let instance = Instance::new();
        let mut items = Vec::new();
        order(&instance).add_to(&mut items);
        for mut item in items {
            item.nest(instance.scope(), &Path::root());
            self.note(item.tree().mistake());
            self.options.order_by.push(item.text());
        }
        self
    }

    /// Asks for the items that match this [`Search`](crate::query::Search), and all searches before it. A string is a
    /// phrase.
    ///
    /// OData Protocol 4.01, section 11.2.6.6. Microsoft Graph needs
    /// [`eventual_consistency`](crate::http::RequestBuilder::eventual_consistency) for directory
    /// objects.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "microsoft.graph.person", path = "/me/people/{personId}")]
    /// # pub struct Person {}
    /// let request = Person::list()
    ///     .search(|_| "Irene McGowen")
    ///     .at(&PersonCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().query(), Some("$search=%22Irene%20McGowen%22"));
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn search<S: IntoSearch>(mut self, search: impl FnOnce(&Instance<T>) -> S) -> Self
    where
        K: IsCollection,
    {
        let instance = Instance::new();
        let mut search = search(&instance).into_search();
        search.nest(instance.scope(), &Path::root());
        self.note(search.mistake());
        self.options.search = Some(match self.options.search.take() {
            Some(before) => before.and(search),
            None => search,
        });
        self
    }

    /// Asks for the first `items` items. Services that use this option for paging return this many
    /// items on each page.
    ///
    /// OData Protocol 4.01, section 11.2.6.3.
    #[doc(alias = "limit")]
    #[doc(alias = "take")]
    pub fn top(mut self, items: u32) -> Self
    where
        K: IsCollection,
    {
        self.options.top = Some(items);
        self
    }

    /// Skips the first `items` items (OData Protocol 4.01, section 11.2.6.4).
    #[doc(alias = "offset")]
    pub fn skip(mut self, items: u32) -> Self
    where
        K: IsCollection,
    {
        self.options.skip = Some(items);
        self
    }

    /// Asks for the total number of items, which is then in
    /// [`Page::count`](crate::http::Page::count) (OData Protocol 4.01, section 11.2.6.5).
    pub fn count(mut self) -> Self
    where
        K: IsCollection,
    {
        self.options.count = true;
        self
    }

    // A hint for levels outside an expansion.
    #[doc(hidden)]
    pub fn levels(self, _levels: impl Into<Levels>) -> Self
    where
        Self: Expanded,
    {
        self
    }
}

/// Values that the service calculates.
impl<T: Queryable, K> Query<T, K> {
    /// Adds a computed property with this name to each item. Other options refer to it as a
    /// [dynamic property](Instance::dynamic).
    ///
    /// OData Protocol 4.01, section 11.2.5.3.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "contoso.order", path = "/orders/{orderId}")]
    /// # pub struct Order { pub price: Option<f64>, pub seats: Option<f64> }
    /// let request = Order::list()
    ///     .compute("total", |order| order.price.mul(order.seats))
    ///     .filter(|order| order.dynamic("total").typed::<f64>().gt(100.0))
    ///     .at(&OrderCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     "$compute=price mul seats as total&$filter=total gt 100.0"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn compute<P>(
        mut self,
        name: &str,
        value: impl FnOnce(&Instance<T>) -> Expression<P>,
    ) -> Self {
        let instance = Instance::new();
        let mut value = value(&instance);
        value.tree_mut().nest(instance.scope(), &Path::root());
        self.note(identifier(name).err().or_else(|| value.to_tree().mistake()));
        let repeated = self.options.add_computed(name, &value.to_tree());
        self.note(repeated);
        self
    }
}

impl<T: Queryable> Query<T, EntityCollection> {
    /// Asks only for the items of this derived type and of the types derived from it, with a cast
    /// after the path (OData URL Conventions 4.01, section 4.11).
    ///
    /// If derived types share a collection, its path returns items of all of them. The cast narrows
    /// the result down.
    pub fn cast(mut self) -> Self
    where
        T: StructuredType,
    {
        self.cast = Some(T::TYPE.name());
        self
    }

    /// Asks for values that the service calculates from the collection, as items of type `R`. Later
    /// options apply to the result, so they name the properties of `R`. With earlier options, the
    /// request fails to build; filter with a transformation instead.
    ///
    /// OData Extension for Data Aggregation 4.0. `R` has a property for each property that groups
    /// are made by, and for each aggregate.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_complex, graph_entity};
    /// #[graph_entity(odata = "contoso.sale", path = "/sales/{saleId}")]
    /// pub struct Sale {
    ///     pub country: Option<String>,
    ///     pub amount: Option<f64>,
    /// }
    ///
    /// #[graph_complex(odata = "contoso.total", tag = none)]
    /// pub struct Total {
    ///     pub country: Option<String>,
    ///     pub total: Option<f64>,
    /// }
    ///
    /// let request = Sale::list()
    ///     .apply::<Total>(|sales| {
    ///         sales
    ///             .filter(|sale| sale.amount.gt(0.0))
    ///             .group_by_with(|sale| sale.country, |sale| sale.amount.sum("total"))
    ///     })
    ///     .order_by(|total| total.total.descending())
    ///     .at(&SaleCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     "$apply=filter(amount gt 0.0)/groupby((country),aggregate(amount with sum as total))\
    ///      &$orderby=total desc"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn apply<R: Queryable>(
        mut self,
        transformations: impl FnOnce(Transformations<T>) -> Transformations<R>,
    ) -> Query<R, Applied<T>> {
        let (apply, mistake) = transformations(Transformations::new()).into_parts();
        self.note(mistake);
        let before = self.options.given().next();
        if let Some((option, _)) = before {
            self.note(Some(QueryError::Misplaced {
                option: option.to_owned(),
                with: "$apply",
            }));
        }
        Query {
            options: Options {
                apply,
                ..Options::default()
            },
            cast: self.cast,
            mistake: self.mistake,
            of: PhantomData,
        }
    }
}

fn expanded<T, K>(
    relationship: &impl ToPath,
    is_collection: bool,
    mut query: Query<T, K>,
) -> ExpandItem {
    query.options.is_expanded = true;
    ExpandItem::new(
        relationship.to_path(),
        is_collection,
        query.cast,
        query.options,
        query.mistake,
    )
}

macro_rules! queries {
    ($one:ty, $many:ty) => {
        impl<P: Queryable, A> $one {
            /// Expands the related entity with its own query.
            pub fn query(
                &self,
                query: impl FnOnce(Query<P, OneEntity>) -> Query<P, OneEntity>,
            ) -> ExpandItem {
                expanded(self, false, query(Query::new()))
            }

            /// Expands the reference to the related entity; see [`ExpandItem::references`].
            pub fn references(&self) -> ExpandItem {
                expanded(self, false, Query::<P, OneEntity>::new()).references()
            }

            /// Expands the related entity, and the entities related to it along the same
            /// relationship; see [`ExpandItem::levels`].
            pub fn levels(&self, levels: impl Into<Levels>) -> ExpandItem {
                expanded(self, false, Query::<P, OneEntity>::new()).levels(levels)
            }
        }

        impl<P: Queryable, A> $many {
            /// Expands the related entities with their own query.
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
            pub fn query(
                &self,
                query: impl FnOnce(Query<P, EntityCollection>) -> Query<P, EntityCollection>,
            ) -> ExpandItem {
                expanded(self, true, query(Query::new()))
            }

            /// Expands the references to the related entities; see [`ExpandItem::references`].
            pub fn references(&self) -> ExpandItem {
                expanded(self, true, Query::<P, EntityCollection>::new()).references()
            }

            /// Expands the related entities, and the entities related to them along the same
            /// relationship; see [`ExpandItem::levels`].
            pub fn levels(&self, levels: impl Into<Levels>) -> ExpandItem {
                expanded(self, true, Query::<P, EntityCollection>::new()).levels(levels)
            }
        }
    };
}

queries!(NavigationPropertyPath<P, A>, NavigationPropertyPath<Vec<P>, A>);
queries!(
    NestedPropertyPath<NavigationPropertyPath<P, A>>,
    NestedPropertyPath<NavigationPropertyPath<Vec<P>, A>>
);

//! Reading entities: which properties, which related entities, which items of a collection, in which order.
//!
//! OData Protocol 4.01, section 11.2; URL Conventions 4.01, section 5.1. A query names properties through the
//! type's own handles (`GroupProperties`), so that a name is spelt once, in the model, and a value has the
//! property's type. `property` owns the handles, `filter` the expressions made with them, `literal` how a
//! value is written in one, `selection` what can be selected, ordered by and expanded.

mod filter;
mod literal;
mod property;
mod selection;

use std::fmt;
use std::marker::PhantomData;

use http::Method;

pub use filter::{Comparable, Filter};
pub use literal::Literal;
pub(crate) use property::queryable_values;
pub use property::{NavigationPath, Place, PropertyPath, Queryable};
pub use property::{navigation, property};
pub use selection::{Expansion, Expansions, Ordering, Orderings, Selection};

use crate::page::{DeltaItem, Page};
use crate::path::{CollectionPath, PathError, PathTo, ResourcePath};
use crate::request::{RequestBuilder, RequestError, Target};
use crate::sealed::Sealed;
use crate::structured_type::StructuredType;

/// A query for one entity; see [`Query`].
#[derive(Clone, Copy, Debug)]
pub struct Single;

/// A query for a collection; see [`Query`].
#[derive(Clone, Copy, Debug)]
pub struct Many;

/// A kind of query whose answer has many items: [`Many`].
#[diagnostic::on_unimplemented(
    message = "a query for one entity does not filter, order, count or page",
    label = "of one entity",
    note = "`T::list()` starts a query for a collection"
)]
pub trait Plural: Sealed {}

impl Plural for Many {}

/// What is to be read: of one entity ([`Single`], made by `T::get()`), of a collection ([`Many`], made by `T::list()`), or of
/// related entities (made by [`NavigationPath::query`]).
///
/// Closures are handed the properties of the type. What is compared is typed, quoted and encoded:
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
    of: PhantomData<fn() -> (T, K)>,
}

/// The options of a query, as texts that are not encoded yet.
#[derive(Clone, Debug, Default)]
struct Options {
    select: Vec<String>,
    expand: Vec<String>,
    filter: Option<Filter>,
    order_by: Vec<String>,
    top: Option<u32>,
    skip: Option<u32>,
    count: bool,
    mistake: Option<RequestError>,
}

impl Options {
    /// The options that are given, in a fixed order, by name and value.
    fn given(&self) -> impl Iterator<Item = (&'static str, String)> {
        let list = |items: &[String]| (!items.is_empty()).then(|| items.join(","));
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        [
            ("$select", list(&self.select)),
            ("$expand", list(&self.expand)),
            ("$filter", self.filter.as_ref().map(Filter::to_string)),
            ("$orderby", list(&self.order_by)),
            ("$top", number(self.top)),
            ("$skip", number(self.skip)),
            ("$count", self.count.then(|| "true".to_owned())),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
    }

    fn note(&mut self, mistake: Option<RequestError>) {
        if self.mistake.is_none() {
            self.mistake = mistake;
        }
    }
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
    /// A query for all there is. Entities have it as `T::get` and `T::list`; unions of entities have it here.
    pub fn new() -> Self {
        Self {
            options: Options::default(),
            cast: None,
            of: PhantomData,
        }
    }
}

impl<T: Queryable, K> Query<T, K> {
    /// Asks for these properties, besides those asked for before: one, a tuple or an array of them.
    ///
    /// OData Protocol 4.01, section 11.2.5.1. What is not asked for is absent from the answer, and should be an `Option`, a
    /// `Vec` or have a `default` in the model.
    pub fn select<S: Selection>(mut self, names: impl FnOnce(&T::Properties) -> S) -> Self {
        let selected = names(&T::properties(Place::ROOT));
        selected.names(&mut self.options.select);
        self
    }

    /// Asks for all properties of the model and its base types, and for no other that the service has.
    ///
    /// Relationships are not among them: they are expanded.
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

    /// Asks for related entities along with the entity: one relationship, or a tuple of them, each perhaps with a
    /// [`query`](NavigationPath::query) of its own.
    ///
    /// OData Protocol 4.01, section 11.2.5.2.
    pub fn expand<E: Expansions>(
        mut self,
        relationships: impl FnOnce(&T::Properties) -> E,
    ) -> Self {
        for expansion in relationships(&T::properties(Place::ROOT)).expansions() {
            self.options.expand.push(expansion.text);
            self.options.note(expansion.mistake);
        }
        self
    }

    fn request<A>(self, path: Result<String, PathError>, further: &str) -> RequestBuilder<A> {
        let target = path.map(|mut path| {
            if let Some(name) = self.cast {
                path.extend(["/", name]);
            }
            let mut target = Target::Path(path + further);
            for (name, value) in self.options.given() {
                target.add_option(name, &value);
            }
            target
        });
        let request = RequestBuilder::new(Method::GET, target);
        match self.options.mistake {
            Some(mistake) => request.mistaken(mistake),
            None => request,
        }
    }
}

impl<T: Queryable> Query<T, Single> {
    /// The request for the entity at `path`. Its answer is the entity.
    pub fn at(self, path: &impl PathTo<T>) -> RequestBuilder<T> {
        self.request(path.to_text(), "")
    }

    /// The request for the entity that the one at `path` is related to.
    ///
    /// Where there may be none, ask for an `Option` with [`answered_by`](RequestBuilder::answered_by).
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {
    ///     #[graph(navigation)]
    ///     pub manager: Option<Box<User>>,
    /// }
    ///
    /// let request = User::get()
    ///     .at_related(&UserPath { user_id: "4f" }, |user: &UserProperties| user.manager)
    ///     .answered_by::<Option<User>>()
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().path(), "/v1.0/users/4f/manager");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn at_related<F: Queryable>(
        self,
        path: &impl PathTo<F>,
        relationship: impl FnOnce(&F::Properties) -> NavigationPath<T>,
    ) -> RequestBuilder<T> {
        let relationship = relationship(&F::properties(Place::ROOT));
        self.request(below(path, &relationship), "")
    }
}

/// What is asked of a collection.
impl<T: Queryable, K> Query<T, K> {
    /// Asks for the items for which this holds, and all that was asked for before.
    ///
    /// OData Protocol 4.01, section 11.2.6.1.
    pub fn filter(mut self, condition: impl FnOnce(&T::Properties) -> Filter) -> Self
    where
        K: Plural,
    {
        let filter = condition(&T::properties(Place::ROOT));
        self.options.note(filter.mistake().cloned());
        self.options.filter = Some(match self.options.filter.take() {
            Some(before) => before.and(filter),
            None => filter,
        });
        self
    }

    /// Asks for an order: by one property, or by a tuple of them, where the later ones decide between equals.
    ///
    /// OData Protocol 4.01, section 11.2.6.2. A property stands for its own ascending order.
    pub fn order_by<O: Orderings>(mut self, order: impl FnOnce(&T::Properties) -> O) -> Self
    where
        K: Plural,
    {
        order(&T::properties(Place::ROOT)).texts(&mut self.options.order_by);
        self
    }

    /// Asks for the first so many items, or, at services that page by it, for so many on a page.
    ///
    /// OData Protocol 4.01, section 11.2.6.3.
    pub fn top(mut self, items: u32) -> Self
    where
        K: Plural,
    {
        self.options.top = Some(items);
        self
    }

    /// Leaves out the first so many items (OData Protocol 4.01, section 11.2.6.4).
    pub fn skip(mut self, items: u32) -> Self
    where
        K: Plural,
    {
        self.options.skip = Some(items);
        self
    }

    /// Asks for the number of all items, in [`Page::count`] (OData Protocol 4.01, section 11.2.6.5).
    pub fn count(mut self) -> Self
    where
        K: Plural,
    {
        self.options.count = true;
        self
    }

    /// Asks for the items of exactly this derived type and its own derived types, by a cast behind the path
    /// (OData URL Conventions 4.01, section 4.11).
    ///
    /// Where derived types share a collection, its path gives items of all of them, and this narrows it down.
    pub fn cast(mut self) -> Self
    where
        T: StructuredType,
        K: Plural,
    {
        self.cast = Some(T::TYPE.name());
        self
    }
}

impl<T: Queryable> Query<T, Many> {
    /// The request for the first page of the collection at `path`.
    pub fn at<C: CollectionPath<Entity: PathTo<T>>>(self, path: &C) -> RequestBuilder<Page<T>> {
        self.request(path.to_text(), "")
    }

    /// The request for the first page of the entities that the one at `path` is related to.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// #[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
    /// pub struct User {
    ///     pub display_name: Option<String>,
    /// }
    ///
    /// #[graph_entity(odata = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// pub struct Group {
    ///     #[graph(navigation)]
    ///     pub members: Vec<User>,
    /// }
    ///
    /// let request = User::list()
    ///     .select(|user| user.display_name)
    ///     .at_related(&GroupPath { group_id: "4f" }, |group: &GroupProperties| group.members)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri(), "https://graph.microsoft.com/v1.0/groups/4f/members?$select=displayName");
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn at_related<F: Queryable>(
        self,
        path: &impl PathTo<F>,
        relationship: impl FnOnce(&F::Properties) -> NavigationPath<Vec<T>>,
    ) -> RequestBuilder<Page<T>> {
        let relationship = relationship(&F::properties(Place::ROOT));
        self.request(below(path, &relationship), "")
    }

    /// The request for the changes of the collection at `path`, which starts with all that is there.
    ///
    /// OData Protocol 4.01, section 11.3. The last page has a [`delta_link`](Page::delta_link), which later leads to what has
    /// changed since.
    pub fn delta_at<C: CollectionPath<Entity: PathTo<T>>>(
        self,
        path: &C,
    ) -> RequestBuilder<Page<DeltaItem<T>>> {
        self.request(path.to_text(), "/delta")
    }
}

/// The path of what an entity is related to.
fn below<P>(
    path: &impl ResourcePath,
    relationship: &NavigationPath<P>,
) -> Result<String, PathError> {
    path.to_text().map(|path| format!("{path}/{relationship}"))
}

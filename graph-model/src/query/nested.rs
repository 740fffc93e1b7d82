//! Closures over the properties of a complex value, a related entity or the items of a collection.
//!
//! A closure receives handles in a new scope. Its return value is then rewritten: each path that
//! starts in that scope is prefixed with the path of the property that the closure belongs to.
//! Every path knows its scope, so inner closures can use the handles of outer ones. The query of an
//! expanded relationship is an exception: OData has no path from there to the entity around it.

use super::expand::ExpandItem;
use super::filter::{Condition, Filter};
use super::order_by::OrderBy;
use super::path::{NestedPropertyPath, Path, ToPath};
use crate::description::{NavigationPropertyPath, PropertyPath, PropertyScope, Queryable};

mod sealed {
    use crate::description::{NavigationPropertyPath, PropertyPath};
    use crate::query::expand::ExpandItem;
    use crate::query::filter::Filter;
    use crate::query::order_by::OrderBy;
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`Nested`](super::Nested).
    pub trait Sealed {}

    impl Sealed for Filter {}
    impl Sealed for OrderBy {}
    impl Sealed for ExpandItem {}
    impl<P, A> Sealed for PropertyPath<P, A> {}
    impl<P, A> Sealed for NavigationPropertyPath<P, A> {}
    impl<H> Sealed for NestedPropertyPath<H> {}
    impl<R: Sealed> Sealed for Vec<R> {}
    impl<R: Sealed, const N: usize> Sealed for [R; N] {}
}

/// A value that a closure over the properties of a complex value can return: a handle, a filter, an
/// order, an expand item, or a tuple, array or `Vec` of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not part of a query",
    label = "neither a property, nor a filter, an order or an expand item, nor a tuple or array of them"
)]
pub trait Nested: sealed::Sealed {
    /// The type of this value as a part of the query around it.
    type Output;

    /// Prefixes each path that starts in `scope` with the path `outer`.
    #[doc(hidden)]
    fn nest(self, scope: PropertyScope, outer: &Path) -> Self::Output;
}

macro_rules! rewritten_in_place {
    ($($item:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl Nested for $item {
                type Output = Self;

                fn nest(mut self, scope: PropertyScope, outer: &Path) -> Self {
                    <$item>::nest(&mut self, scope, outer);
                    self
                }
            }
        )*
    };
}

rewritten_in_place!(Filter, OrderBy, ExpandItem);

macro_rules! handles {
    ($($handle:ty),*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<P, A> Nested for $handle {
                type Output = NestedPropertyPath<Self>;

                fn nest(self, scope: PropertyScope, outer: &Path) -> Self::Output {
                    let mut path = self.to_path();
                    path.nest(scope, outer);
                    NestedPropertyPath::new(path)
                }
            }
        )*
    };
}

handles!(PropertyPath<P, A>, NavigationPropertyPath<P, A>);

#[diagnostic::do_not_recommend]
impl<H> Nested for NestedPropertyPath<H> {
    type Output = Self;

    fn nest(mut self, scope: PropertyScope, outer: &Path) -> Self {
        self.path_mut().nest(scope, outer);
        self
    }
}

#[diagnostic::do_not_recommend]
impl<R: Nested> Nested for Vec<R> {
    type Output = Vec<R::Output>;

    fn nest(self, scope: PropertyScope, outer: &Path) -> Self::Output {
        self.into_iter()
            .map(|item| item.nest(scope, outer))
            .collect()
    }
}

#[diagnostic::do_not_recommend]
impl<R: Nested, const N: usize> Nested for [R; N] {
    type Output = [R::Output; N];

    fn nest(self, scope: PropertyScope, outer: &Path) -> Self::Output {
        self.map(|item| item.nest(scope, outer))
    }
}

macro_rules! tuple {
    ($($item:ident)*) => {
        impl<$($item: sealed::Sealed),*> sealed::Sealed for ($($item,)*) {}

        #[diagnostic::do_not_recommend]
        impl<$($item: Nested),*> Nested for ($($item,)*) {
            type Output = ($($item::Output,)*);

            #[allow(non_snake_case, reason = "one variable per type, of its name")]
            fn nest(self, scope: PropertyScope, outer: &Path) -> Self::Output {
                let ($($item,)*) = self;
                ($($item.nest(scope, outer),)*)
            }
        }
    };
}

super::lists::each_tuple!(tuple!);

fn of<P: Queryable, R: Nested>(
    property: &impl ToPath,
    then: impl FnOnce(&P::Properties) -> R,
) -> R::Output {
    let scope = PropertyScope::new();
    then(&P::properties(scope)).nest(scope, &property.to_path())
}

fn any<P: Queryable, C: Condition>(
    collection: &impl ToPath,
    condition: impl FnOnce(&P::Properties) -> C,
) -> Filter {
    let item = PropertyScope::new();
    let condition = condition(&P::properties(item)).into_filter();
    Filter::any(collection.to_path(), item, condition)
}

impl<P: Queryable, A> PropertyPath<P, A> {
    /// Returns the result of `then` for the properties of a complex value, such as a comparison.
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
    pub fn of<R: Nested>(&self, then: impl FnOnce(&P::Properties) -> R) -> R::Output {
        of::<P, R>(self, then)
    }
}

impl<P: Queryable, A> NestedPropertyPath<PropertyPath<P, A>> {
    /// Returns the result of `then` for the properties of the value; see [`PropertyPath::of`].
    pub fn of<R: Nested>(&self, then: impl FnOnce(&P::Properties) -> R) -> R::Output {
        of::<P, R>(self, then)
    }
}

impl<P: Queryable, A> NavigationPropertyPath<P, A> {
    /// Returns the result of `then` for the properties of the related entity, such as a comparison.
    pub fn of<R: Nested>(&self, then: impl FnOnce(&P::Properties) -> R) -> R::Output {
        of::<P, R>(self, then)
    }
}

impl<P: Queryable, A> PropertyPath<Vec<P>, A> {
    /// Holds if the condition holds for at least one item of the collection (OData URL Conventions
    /// 4.01, section 5.1.1.13.1).
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
    pub fn any<C: Condition>(&self, condition: impl FnOnce(&P::Properties) -> C) -> Filter {
        any::<P, C>(self, condition)
    }
}

impl<P: Queryable, A> NestedPropertyPath<PropertyPath<Vec<P>, A>> {
    /// Holds if the condition holds for at least one item of the collection; see
    /// [`PropertyPath::any`].
    pub fn any<C: Condition>(&self, condition: impl FnOnce(&P::Properties) -> C) -> Filter {
        any::<P, C>(self, condition)
    }
}

impl<P: Queryable, A> NavigationPropertyPath<Vec<P>, A> {
    /// Holds if the condition holds for at least one of the related entities.
    pub fn any<C: Condition>(&self, condition: impl FnOnce(&P::Properties) -> C) -> Filter {
        any::<P, C>(self, condition)
    }
}

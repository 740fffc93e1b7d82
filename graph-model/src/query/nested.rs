//! Closures over the properties of a complex value, a related entity or the items of a collection.
//!
//! A closure receives handles in a new scope. Its return value is then rewritten: each path that
//! starts in that scope is prefixed with the path of the property that the closure belongs to.
//! Every path knows its scope, so inner closures can use the handles of outer ones. The query of an
//! expanded relationship is an exception: it names the related entities only, and refuses the
//! handles of the entity around them.

use super::expand::ExpandItem;
use super::expression::Expression;
use super::filter::Filter;
use super::instance::Instance;
use super::order_by::OrderBy;
use super::path::{NestedPropertyPath, Path, ToPath};
use super::receivers::for_handles;
use crate::description::{NavigationPropertyPath, PropertyPath, PropertyScope, Queryable};

mod sealed {
    use crate::description::{NavigationPropertyPath, PropertyPath};
    use crate::query::expand::ExpandItem;
    use crate::query::expression::Expression;
    use crate::query::filter::Filter;
    use crate::query::order_by::OrderBy;
    use crate::query::path::NestedPropertyPath;

    /// Keeps other crates from implementing [`Nested`](super::Nested).
    pub trait Sealed {}

    impl Sealed for Filter {}
    impl Sealed for OrderBy {}
    impl Sealed for ExpandItem {}
    impl<P> Sealed for Expression<P> {}
    impl<P, A> Sealed for PropertyPath<P, A> {}
    impl<P, A> Sealed for NavigationPropertyPath<P, A> {}
    impl<H> Sealed for NestedPropertyPath<H> {}
    impl<R: Sealed> Sealed for Vec<R> {}
    impl<R: Sealed, const N: usize> Sealed for [R; N] {}
}

/// A value that a closure over the properties of a complex value can return: a handle, an
/// expression, a filter, an order, an expand item, or a tuple, array or `Vec` of them.
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

#[diagnostic::do_not_recommend]
impl<P> Nested for Expression<P> {
    type Output = Self;

    fn nest(mut self, scope: PropertyScope, outer: &Path) -> Self {
        self.tree_mut().nest(scope, outer);
        self
    }
}

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

for_handles! { [P: Queryable] P => {
    /// Calls `then` with the properties of the complex value or of the related entity, and returns
    /// its result.
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
    pub fn of<R: Nested>(&self, then: impl FnOnce(&Instance<P>) -> R) -> R::Output {
        let instance = Instance::new();
        then(&instance).nest(instance.scope(), &self.to_path())
    }
}}

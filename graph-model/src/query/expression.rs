//! Values that the service computes: results of functions and of arithmetic, and raw text.

use std::fmt;
use std::marker::PhantomData;

use super::path::{NestedPropertyPath, ToPath};
use super::tree::Tree;
use crate::description::{NavigationPropertyPath, PropertyPath};

/// A value of type `P` that the service computes. It is compared and passed to functions like a
/// property of that type.
///
/// OData URL Conventions 4.01, section 5.1.1. Methods of properties return it, such as
/// [`length`](PropertyPath::length) or [`add`](PropertyPath::add), and so does [`raw`](Self::raw).
///
/// ```
/// # use graph_model::{Endpoint, graph_entity};
/// # #[graph_entity(odata = "contoso.order", path = "/orders/{orderId}")]
/// # pub struct Order { pub price: Option<f64>, pub seats: Option<f64>, pub title: Option<String> }
/// let request = Order::list()
///     .filter(|order| {
///         let total = order.price.mul(order.seats);
///         total.gt(100.0).and(order.title.trim().length().le(20))
///     })
///     .at(&OrderCollectionPath)
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(
///     request.uri().query().unwrap().replace("%20", " "),
///     "$filter=price mul seats gt 100.0 and length(trim(title)) le 20"
/// );
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[must_use = "an expression does nothing until it is part of a query"]
// The compiler shows the line of the type, and so the comment, where a value is compared with `==`.
#[rustfmt::skip]
pub struct Expression<P>(Tree, PhantomData<fn() -> P>); // for `==` write `.eq(…)`, for `>` `.gt(…)`

impl<P> Expression<P> {
    pub(super) fn new(tree: Tree) -> Self {
        Self(tree, PhantomData)
    }

    /// Makes an expression from text in the syntax of the service, for a function that has no
    /// method here. The text is encoded as a whole.
    ///
    /// The caller is responsible for the text: a value from elsewhere could change the meaning of
    /// the query (injection). The text is put in parentheses where it is combined with others.
    ///
    /// ```
    /// # use graph_model::{Endpoint, graph_entity};
    /// # #[graph_entity(odata = "contoso.shop", path = "/shops/{shopId}")]
    /// # pub struct Shop { pub location: Option<String> }
    /// use graph_model::query::Expression;
    ///
    /// let place = "geography'SRID=4326;POINT(13.4 52.5)'";
    /// let distance = Expression::<f64>::raw(format!("geo.distance(location,{place})"));
    /// let request = Shop::list()
    ///     .filter(|_| distance.lt(2.5))
    ///     .at(&ShopCollectionPath)
    ///     .build(&Endpoint::V1_0)?;
    /// assert_eq!(
    ///     request.uri().query().unwrap().replace("%20", " "),
    ///     "$filter=(geo.distance(location,geography'SRID%3D4326%3BPOINT(13.4 52.5)')) lt 2.5"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn raw(text: impl Into<String>) -> Self {
        Self::new(Tree::Raw(text.into()))
    }

    pub(super) fn tree_mut(&mut self) -> &mut Tree {
        &mut self.0
    }
}

impl<P> Clone for Expression<P> {
    fn clone(&self) -> Self {
        Self::new(self.0.clone())
    }
}

impl<P> fmt::Display for Expression<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<P> fmt::Debug for Expression<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Expression({self})")
    }
}

/// A handle or an expression, as a tree.
pub(super) trait ToTree {
    fn to_tree(&self) -> Tree;
}

impl<P> ToTree for Expression<P> {
    fn to_tree(&self) -> Tree {
        self.0.clone()
    }
}

impl<P, A> ToTree for PropertyPath<P, A> {
    fn to_tree(&self) -> Tree {
        Tree::Path(self.to_path())
    }
}

impl<P, A> ToTree for NavigationPropertyPath<P, A> {
    fn to_tree(&self) -> Tree {
        Tree::Path(self.to_path())
    }
}

impl<H> ToTree for NestedPropertyPath<H> {
    fn to_tree(&self) -> Tree {
        Tree::Path(self.to_path())
    }
}

//! The destination of a path: the types that a request may ask for there.
//!
//! A path leads to the type that is declared there. The entity may be of any type derived from it,
//! and a union tells these types apart. So a path to a type is also a path to its derived types and
//! to their unions, in whichever crate they are.

use super::route::{Address, Collection};
use crate::description::{DerivesFrom, Modelled};

/// A path that leads to an entity of type `T`.
///
/// A path to a type is a path to its derived types, too. This trait is implemented for every path
/// and every [`Route`](super::Route); `D` is the number of base types between `T` and the declared
/// type, which the compiler finds.
///
/// ```
/// use graph_model::{Endpoint, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.deviceCompliancePolicy", path = "/deviceManagement/deviceCompliancePolicies/{id}")]
/// pub struct DeviceCompliancePolicy {}
///
/// #[graph_entity(odata = "microsoft.graph.windows10CompliancePolicy", base = DeviceCompliancePolicy)]
/// pub struct Windows10CompliancePolicy {
///     pub password_required: bool,
/// }
///
/// let request = Windows10CompliancePolicy::patch()
///     .password_required(true)
///     .at(&DeviceCompliancePolicyPath { id: "7d" })
///     .build(&Endpoint::V1_0)?;
/// assert_eq!(request.uri().path(), "/v1.0/deviceManagement/deviceCompliancePolicies/7d");
/// # Ok::<(), graph_model::RequestError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not lead to `{T}`",
    label = "not a path to `{T}`",
    note = "use the path or a route of a `{T}` or of one of its base types: `.to(…)` follows a relationship, `.key(…)` \
            chooses an entity of a collection, `.cast::<{T}>()` narrows a route of a base type",
    note = "an entity is not a path: the route to it is `.entity(&…)` of its collection"
)]
pub trait PathTo<T, D>: Address<Target: Modelled> {
    /// Whether there may be an entity that is not of type `T`.
    #[doc(hidden)]
    const IS_WIDER: bool;
}

#[diagnostic::do_not_recommend]
impl<P, T, D> PathTo<T, D> for P
where
    P: Address<Target: Modelled>,
    T: Modelled<Declared: DerivesFrom<<P::Target as Modelled>::Declared, D>>,
{
    const IS_WIDER: bool = T::Declared::IS_DERIVED;
}

/// A path that leads to a collection of entities of type `T`, used to list and create them.
///
/// The collection of a type is a collection of its derived types, too. This trait is implemented
/// for the `…CollectionPath` types, which `#[graph_entity]` generates if the path of an entity ends
/// with its key, and for every [`Route`](super::Route) to a [`Collection`].
///
/// ```
/// use graph_model::{ResourcePath, graph_entity};
///
/// #[graph_entity(odata = "microsoft.graph.message", path = "/users/{userId}/messages/{messageId}")]
/// pub struct Message {}
///
/// let path = MessageCollectionPath { user_id: "adele@contoso.com" };
/// assert_eq!(path.to_string(), "/users/adele%40contoso.com/messages");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the path of a collection of `{T}`",
    label = "not the path of a collection of `{T}`",
    note = "`get()` reads one entity; `list()` and `create()` need an entity set, a relationship to many entities, or the \
            `UserCollectionPath` that `path = \"/users/{{userId}}\"` generates"
)]
pub trait CollectionOf<T, D>: Address {
    /// Whether the collection may hold entities that are not of type `T`.
    #[doc(hidden)]
    const IS_WIDER: bool;
}

#[diagnostic::do_not_recommend]
impl<P, I, T, D> CollectionOf<T, D> for P
where
    P: Address<Target = Collection<I>>,
    I: Modelled,
    T: Modelled<Declared: DerivesFrom<I::Declared, D>>,
{
    const IS_WIDER: bool = T::Declared::IS_DERIVED;
}

/// A path to the entity or collection that an operation is bound to, of type `T` or of a type
/// derived from it.
#[diagnostic::on_unimplemented(
    message = "the operation is bound to `{T}`, and `{Self}` does not lead there",
    label = "not a path to `{T}`",
    note = "use a path or a route to the type in `on = …` or to a type derived from it; `.cast::<…>()` narrows a route of a \
            base type"
)]
pub trait BoundTo<T, D>: Address {}

#[diagnostic::do_not_recommend]
impl<P: Address<Target: Binding<T, D>>, T, D> BoundTo<T, D> for P {}

/// A type or a collection to which the operations of `T` are bound, too.
#[doc(hidden)]
pub trait Binding<T, D> {}

impl<I: Modelled<Declared: DerivesFrom<T, D>>, T: Modelled, D> Binding<T, D> for I {}

impl<I: Modelled<Declared: DerivesFrom<T, D>>, T, D> Binding<Collection<T>, D> for Collection<I> {}
